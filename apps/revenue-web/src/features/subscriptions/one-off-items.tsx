import type { Plan } from '@revenue/billing-core/catalog';
import { Plus, Trash2 } from 'lucide-react';
import { useFieldArray } from 'react-hook-form';
import { TextField } from '../../forms/text-field.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import type { SubscriptionFormState } from './subscription-values.ts';

type LineProps = { form: SubscriptionFormState; at: number; currency: string; onRemove: () => void };

function OneOffItem({ form, at, currency, onRemove }: LineProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)_auto] items-start gap-2 sm:grid-cols-[minmax(0,1fr)_80px_150px_auto]">
      <TextField
        form={form}
        name={`one_off_items.${at}.description`}
        label={`Item ${at + 1}`}
        placeholder="Training, delivery, a device"
        className="max-sm:col-span-3"
      />
      <TextField
        form={form}
        name={`one_off_items.${at}.quantity`}
        label="Quantity"
        inputMode="decimal"
        placeholder="1"
      />
      <TextField
        form={form}
        name={`one_off_items.${at}.unit_price`}
        label="Price of one"
        inputMode="decimal"
        suffix={currency}
      />
      <Button
        size="icon"
        variant="ghost"
        className="mt-6.5"
        aria-label={`Remove item ${at + 1}`}
        icon={<Trash2 aria-hidden />}
        onClick={onRemove}
      />
    </div>
  );
}

/** What is charged beside the plan when it begins. */
export function OneOffItems({ form, plan }: { form: SubscriptionFormState; plan: Plan | undefined }) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'one_off_items' });
  if (!plan) return null;
  return (
    <Card title="One-off items" description="Charged once, on the first invoice; after a trial, not in it.">
      <div className="flex flex-col items-start gap-3">
        {fields.length === 0 ? null : (
          <div className="flex w-full flex-col gap-3">
            {fields.map((field, at) => (
              <OneOffItem
                key={field.id}
                form={form}
                at={at}
                currency={plan.latest_version.currency}
                onRemove={() => remove(at)}
              />
            ))}
          </div>
        )}
        <Button
          size="sm"
          icon={<Plus aria-hidden />}
          onClick={() =>
            append(
              { description: '', quantity: '', unit_price: '' },
              { focusName: `one_off_items.${fields.length}.description` },
            )
          }
        >
          Add an item
        </Button>
      </div>
    </Card>
  );
}
