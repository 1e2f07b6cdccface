import type { InvoicePreview } from '@revenue/billing-core/invoices';
import type { Format } from '../../format/create-format.ts';
import { useFormat } from '../../format/use-format.ts';
import { cx } from '../../ui/cx.ts';
import { taxWords } from './explain/tax-words.ts';

/** One row for each tax; prices that contain it say so. */
function taxRows({ taxes, tax, items }: InvoicePreview, format: Format) {
  if (taxes.length === 0) return [{ label: 'Tax', amount: tax }];
  const contained = items.every((item) => item.tax_inclusive || item.tax === 0);
  return taxes.map((row) => ({
    label: `${contained && row.tax !== 0 ? 'Contains ' : ''}${taxWords(row, format)}`,
    amount: row.tax,
  }));
}

/** From the lines to the total, of an invoice that is not made. */
export function PreviewTotals({ preview, className }: { preview: InvoicePreview; className?: string }) {
  const format = useFormat();
  const rows = [
    { label: 'Subtotal', amount: preview.subtotal },
    ...(preview.discount ? [{ label: 'Discount', amount: -preview.discount }] : []),
    ...taxRows(preview, format),
    { label: 'Total', amount: preview.total },
  ];
  return (
    <dl className={cx('border-line-strong border-t pt-2', className)}>
      {rows.map((row, at) => (
        <div
          key={at}
          className={cx('flex justify-between gap-3 py-0.5', row.label === 'Total' && 'font-semibold text-ink text-sm')}
        >
          <dt>{row.label}</dt>
          <dd className="tabular">{format.money(row.amount, preview.currency)}</dd>
        </div>
      ))}
    </dl>
  );
}
