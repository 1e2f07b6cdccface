import type { HostedInvoice } from '@revenue/billing-core/invoices';
import type { DocumentSay } from '@revenue/billing-core/languages';
import { Money } from '../../format/money.tsx';
import { cx } from '../../ui/cx.ts';
import { TaxTable } from '../invoices/tax-table.tsx';
import { useSay } from './use-say.ts';

type TotalRow = { label: string; amount: number; strong: boolean };

/** From the sum of the lines to what is to be paid, and the taxes by rate: the rows of the PDF. */
export function HostedTotals({ invoice }: { invoice: HostedInvoice }) {
  const say = useSay();
  const taxes = invoice.taxes.map((tax) => ({ ...tax, reason_code: null }));
  return (
    <div className="mt-3 flex flex-wrap-reverse items-start justify-end gap-x-10 gap-y-4">
      <div className="min-w-0 flex-1 basis-60">
        <TaxTable taxes={taxes} currency={invoice.currency} words={taxWords(say)} />
      </div>
      <dl className="w-full text-sm sm:max-w-[320px]">
        {totalRows(invoice, say).map((row) => (
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
    </div>
  );
}

function taxWords(say: DocumentSay) {
  return { caption: say('taxes_by_rate'), tax: say('tax'), base: say('tax_base'), comes_to: say('tax_comes_to') };
}

function totalRows(invoice: HostedInvoice, say: DocumentSay): TotalRow[] {
  const part = (label: string, amount: number): TotalRow => ({ label, amount, strong: false });
  const { tax_on_top, tax_included } = invoice;
  const rows = [part(say('subtotal'), invoice.subtotal)];
  if (invoice.discount !== 0) rows.push(part(say('discount'), -invoice.discount));
  if (tax_on_top !== 0 || tax_included === 0) rows.push(part(say('tax'), tax_on_top));
  if (tax_included !== 0) rows.push(part(say('tax_contained'), tax_included));
  rows.push({ label: say('total'), amount: invoice.total, strong: true });
  const settled = [
    part(say('paid'), -invoice.amount_paid),
    part(say('credited'), -invoice.amount_credited),
    part(say('account_credit'), -invoice.amount_account_credit),
  ].filter(({ amount }) => amount !== 0);
  if (settled.length === 0) return rows;
  return [...rows, ...settled, { label: say('amount_due'), amount: invoice.amount_due, strong: true }];
}
