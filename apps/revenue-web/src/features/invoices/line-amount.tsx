import { lineAmount } from '@revenue/billing-core/invoices';
import { fromMinor, isDecimalText } from '@revenue/billing-core/money';
import { useWatch } from 'react-hook-form';
import { useFormat } from '../../format/use-format.ts';
import type { InvoiceFormState } from './invoice-values.ts';

/** What a line comes to, by the same function that the server uses. */
export function LineAmount({
  form,
  index,
  currency,
}: {
  form: InvoiceFormState;
  index: number;
  currency: string | undefined;
}) {
  const format = useFormat();
  const item = useWatch({ control: form.control, name: `items.${index}` });
  const complete =
    currency !== undefined && isDecimalText(item?.quantity ?? '') && isDecimalText(item?.unit_price ?? '');
  const amount = complete
    ? fromMinor(lineAmount(item.quantity, item.unit_price, currency, { mode: 'half_up' }).amount, currency)
    : null;
  return (
    <output
      aria-label={`Amount of line ${index + 1}`}
      className="tabular flex h-8 items-center justify-end text-ink text-sm max-sm:h-9"
    >
      {amount === null || currency === undefined ? (
        <span className="text-ink-faint">–</span>
      ) : (
        format.decimalMoney(amount, currency)
      )}
    </output>
  );
}
