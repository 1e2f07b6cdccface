import { isDecimalText } from '@revenue/billing-core/money';
import { Plus, X } from 'lucide-react';
import { useFieldArray } from 'react-hook-form';
import type { Format } from '../../../format/create-format.ts';
import { useFormat } from '../../../format/use-format.ts';
import { TextField } from '../../../forms/text-field.tsx';
import { Button } from '../../../ui/button.tsx';
import { emptyTier } from './component-values.ts';
import type { PlanFormState } from './plan-values.ts';

const columns = 'grid grid-cols-[1fr_1fr_1fr_28px] items-center gap-2 sm:grid-cols-[1fr_1.1fr_1.2fr_1fr_28px]';

const boundText = (bound: string | undefined, format: Format) =>
  bound && isDecimalText(bound) ? format.number(bound) : '…';

/** Tiers from the first unit to the last, without gaps: each begins where the one before it ends. */
export function TierEditor(props: {
  form: PlanFormState;
  index: number;
  currency: string;
  /** A price of one unit, or a rate of money. */
  price: 'amount' | 'percent';
}) {
  const { form, index, currency, price } = props;
  const format = useFormat();
  const path = `components.${index}.pricing.tiers` as const;
  const isRate = price === 'percent';
  const tiers = useFieldArray({ control: form.control, name: path });
  const values = form.watch(path);
  const last = tiers.fields.length - 1;
  const addTier = () => tiers.insert(last, { ...emptyTier }, { focusName: `${path}.${last}.up_to` });
  return (
    <div className="flex flex-col gap-2 sm:col-span-2">
      <div aria-hidden className={`${columns} font-medium text-ink-faint text-xs`}>
        <span className="max-sm:hidden">Above</span>
        <span>Up to</span>
        <span>{isRate ? 'Rate' : 'Price'}</span>
        <span>Fixed fee</span>
      </div>
      {tiers.fields.map((tier, row) => (
        <div key={tier.id} className={columns}>
          <span className="tabular truncate text-ink-soft text-sm max-sm:hidden">
            {row === 0 ? '0' : boundText(values[row - 1]?.up_to, format)}
          </span>
          {row === last ? (
            <span className="text-ink-soft text-sm">and above</span>
          ) : (
            <TextField
              form={form}
              name={`${path}.${row}.up_to`}
              label={`Tier ${row + 1} up to`}
              inputMode="decimal"
              hideLabel
            />
          )}
          <TextField
            form={form}
            name={isRate ? `${path}.${row}.rate_percent` : `${path}.${row}.unit_amount`}
            label={isRate ? `Tier ${row + 1} rate in percent` : `Tier ${row + 1} price in ${currency}`}
            inputMode="decimal"
            placeholder={isRate ? '0' : '0.00'}
            {...(isRate ? { suffix: '%' } : {})}
            hideLabel
          />
          <TextField
            form={form}
            name={`${path}.${row}.flat_amount`}
            label={`Tier ${row + 1} fixed fee in ${currency}`}
            inputMode="decimal"
            placeholder="0"
            hideLabel
          />
          {row < last ? (
            <Button
              variant="ghost"
              size="sm"
              className="px-1.5!"
              aria-label={`Remove tier ${row + 1}`}
              icon={<X aria-hidden />}
              onClick={() => tiers.remove(row)}
            />
          ) : (
            <span />
          )}
        </div>
      ))}
      <div>
        <Button variant="ghost" size="sm" className="-ml-2" icon={<Plus aria-hidden />} onClick={addTier}>
          Add tier
        </Button>
      </div>
    </div>
  );
}
