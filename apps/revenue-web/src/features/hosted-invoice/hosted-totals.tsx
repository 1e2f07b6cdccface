import type { HostedInvoice } from '@revenue/billing-core/invoices';
import type { Format } from '../../format/create-format.ts';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { cx } from '../../ui/cx.ts';

type TotalRow = { label: string; amount: number; strong: boolean };

/** From the sum of the lines to what is to be paid: the rows of the PDF. */
export function HostedTotals({ invoice }: { invoice: HostedInvoice }) {
  const format = useFormat();
  return (
    <dl className="mt-3 ml-auto w-full max-w-[340px] text-sm">
      {totalRows(invoice, format).map((row) => (
        <div
          key={row.label}
          className={cx(
            'flex justify-between gap-6 py-1',
            row.strong && 'mt-1 border-line-strong border-t pt-2 font-semibold text-base text-ink',
          )}
        >
          <dt className={row.strong ? '' : 'text-ink-soft'}>{row.label}</dt>
          <dd>
            <Money amount={row.amount} currency={invoice.currency} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function totalRows(invoice: HostedInvoice, format: Format): TotalRow[] {
  const part = (label: string, amount: number): TotalRow => ({ label, amount, strong: false });
  const rows = [part('Subtotal', invoice.subtotal)];
  if (invoice.discount !== 0) rows.push(part('Discount', -invoice.discount));
  for (const tax of invoice.taxes) {
    rows.push(part(`${tax.label} on ${format.money(tax.taxable_amount, invoice.currency)}`, tax.amount));
  }
  if (invoice.taxes.length !== 1) rows.push(part('Tax', invoice.tax));
  rows.push({ label: 'Total', amount: invoice.total, strong: true });
  if (invoice.amount_paid !== 0) {
    rows.push(part('Paid', -invoice.amount_paid));
    rows.push({ label: 'Amount due', amount: invoice.amount_due, strong: true });
  }
  return rows;
}
