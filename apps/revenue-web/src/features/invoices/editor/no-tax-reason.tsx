import { TAX_CATEGORIES, type TaxCategory } from '@revenue/billing-core/taxes';
import { controlLook } from '../../../ui/control.ts';
import { cx } from '../../../ui/cx.ts';
import { Select } from '../../../ui/select.tsx';
import type { InvoiceFormState } from './invoice-values.ts';
import { LineCell } from './line-cell.tsx';
import { type Faults, faultId } from './line-faults.tsx';

const untaxed: readonly TaxCategory[] = ['Z', 'E', 'AE', 'K', 'G', 'O'];
const options = [
  { value: '', label: 'No tax, nothing said about it' },
  ...untaxed.map((category) => ({
    value: category,
    label: `${category}: ${TAX_CATEGORIES[category]}`,
  })),
];

type NoTaxReasonProps = {
  form: InvoiceFormState;
  index: number;
  faults: Faults;
};

/** Below a line whose tax is typed as 0: what sort of zero that is, and why. */
export function NoTaxReason({ form, index, faults }: NoTaxReasonProps) {
  return (
    <div className="order-last col-span-full grid gap-2 sm:grid-cols-2">
      <LineCell word="Why there is no tax" line={index} faultId={faultId(faults, index, 'tax_category')}>
        {(control) => <Select {...control} options={options} {...form.register(`items.${index}.tax_category`)} />}
      </LineCell>
      <LineCell word="Reason on the invoice" line={index} faultId={faultId(faults, index, 'tax_reason')}>
        {(control) => (
          <input
            {...control}
            className={cx(controlLook)}
            placeholder="Reason on the invoice"
            autoComplete="off"
            {...form.register(`items.${index}.tax_reason`)}
          />
        )}
      </LineCell>
    </div>
  );
}
