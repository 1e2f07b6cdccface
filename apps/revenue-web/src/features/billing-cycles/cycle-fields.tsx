import { lastAnchorDay } from '@revenue/billing-core/billing-cycles';
import { INTERVALS, type Interval } from '@revenue/billing-core/time';
import { useWatch } from 'react-hook-form';
import { paymentTermOptions } from '../../format/places.ts';
import { humanize, paymentTerms } from '../../format/words.ts';
import { SelectField, TextField } from '../../forms/text-field.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import type { CycleFormState } from './cycle-values.ts';

const intervals = INTERVALS.map((value) => ({ value, label: humanize(value) }));
const alignments = [
  { value: 'calendar', label: 'On the same day for everybody' },
  { value: 'anniversary', label: 'On the day each customer starts' },
];
const timings = [
  { value: 'advance', label: 'In advance' },
  { value: 'arrear', label: 'When the period is over' },
];
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map((label, at) => ({
  value: String(at + 1),
  label,
}));

export function ScheduleFields({ form }: { form: CycleFormState }) {
  const [interval, alignment, timing] = useWatch({ control: form.control, name: ['interval', 'alignment', 'timing'] });
  const days = lastAnchorDay(interval as Interval);
  return (
    <Card title="When">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          form={form}
          name="name"
          label="Name"
          placeholder="Monthly"
          optional
          className="sm:col-span-2"
          autoFocus
        />
        <TextField form={form} name="interval_count" label="Billed every" inputMode="numeric" />
        <SelectField form={form} name="interval" label="Interval" options={intervals} />
        <SelectField form={form} name="alignment" label="Periods begin" options={alignments} />
        {alignment === 'calendar' && days === 7 ? (
          <SelectField form={form} name="anchor_day" label="Day of the week" options={weekdays} />
        ) : null}
        {alignment === 'calendar' && days === 31 ? (
          <TextField
            form={form}
            name="anchor_day"
            label="Day of the month"
            inputMode="numeric"
            hint="1 to 31; in a shorter month its last day."
          />
        ) : null}
        <SelectField form={form} name="timing" label="Products are invoiced" options={timings} />
        {timing === 'advance' ? (
          <TextField
            form={form}
            name="issue_days_before"
            label="Days before the period"
            inputMode="numeric"
            hint="0 invoices on its first day; 60 at most."
          />
        ) : null}
      </div>
    </Card>
  );
}

/** What happens with its invoices; all of it may change later. */
export function RuleFields({ form }: { form: CycleFormState }) {
  const chosen = useWatch({ control: form.control, name: 'payment_terms' });
  const terms =
    chosen === '' || paymentTermOptions.includes(chosen) ? paymentTermOptions : [chosen, ...paymentTermOptions];
  return (
    <Card title="Rules">
      <div className="flex flex-col gap-4">
        <Checkbox
          {...form.register('requires_approval')}
          label="A run waits for approval"
          hint="It shows what it will bill, beside the period before, until somebody lets it go ahead."
        />
        <Checkbox
          {...form.register('auto_send')}
          label="Send invoices by themselves"
          hint="They become final and are mailed as soon as the run has made them. Otherwise they stay drafts."
        />
        <SelectField
          form={form}
          name="payment_terms"
          label="Payment terms"
          options={[
            { value: '', label: 'Those of the customer' },
            ...terms.map((value) => ({ value, label: paymentTerms(value) })),
          ]}
          className="sm:max-w-xs"
        />
        <p className="text-ink-faint text-xs">
          Nothing is charged by itself: payment methods can be recorded, and payments are recorded by hand.
        </p>
      </div>
    </Card>
  );
}
