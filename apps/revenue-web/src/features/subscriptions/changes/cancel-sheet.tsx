import type { Subscription } from '@revenue/billing-core/subscriptions';
import { useState } from 'react';
import { trpc } from '../../../api/trpc.ts';
import { useFormat } from '../../../format/use-format.ts';
import { ChoiceCards } from '../../../ui/choice-cards.tsx';
import { Field } from '../../../ui/field.tsx';
import { DateInput } from '../../../ui/input.tsx';
import { DeedSheet } from './deed-sheet.tsx';
import { useDeedDone } from './use-deed-done.ts';

type When = 'period_end' | 'now' | 'day';
type Settle = 'credit' | 'refund' | 'none';

const settlements = [
  { value: 'none', label: 'They lapse', hint: 'Nothing is given back.' },
  { value: 'credit', label: 'They become credit', hint: 'It pays the next invoices of the customer by itself.' },
  { value: 'refund', label: 'They are refunded', hint: 'By a credit note; the money is paid back by hand.' },
] as const;

/** The end of a subscription: when, what becomes of days that are paid for, and what all of it comes to. */
export function CancelSheet({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) {
  const format = useFormat();
  const [when, setWhen] = useState<When>('period_end');
  const [day, setDay] = useState('');
  const [settle, setSettle] = useState<Settle>('none');
  const done = useDeedDone('The cancellation is noted', onClose);
  const cancel = trpc.subscriptions.cancel.useMutation({ onSuccess: done });
  const moment = when === 'day' ? { on: day } : { when };
  const isComplete = when !== 'day' || day !== '';
  const moments = [
    {
      value: 'period_end',
      label: 'When the period ends',
      hint: `${format.date(subscription.current_period.end)} is the first day without it.`,
    },
    { value: 'now', label: 'Now', hint: 'What was used is invoiced at once.' },
    { value: 'day', label: 'On a day', hint: 'The first day that it is not there any more.' },
  ] as const;
  return (
    <DeedSheet
      subscription={subscription}
      title={`Cancel ${subscription.plan.name} for ${subscription.customer.name}`}
      description="An end that is still to come can be taken back."
      deed="Cancel"
      danger
      sent={isComplete ? { action: 'cancel', ...moment, settle } : null}
      busy={cancel.isPending}
      error={cancel.error}
      onConfirm={() => cancel.mutate({ id: subscription.id, version: subscription.version, ...moment, settle })}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <ChoiceCards legend="It ends" value={when} onChange={setWhen} choices={moments} />
        <ChoiceCards legend="Unused days" value={settle} onChange={setSettle} choices={settlements} />
        {when === 'day' ? (
          <Field label="First day without it">
            <DateInput value={day} onChange={(event) => setDay(event.target.value)} />
          </Field>
        ) : null}
      </div>
    </DeedSheet>
  );
}
