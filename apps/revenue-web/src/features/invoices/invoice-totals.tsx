import type { Invoice } from '@revenue/billing-core/invoices';
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { cx } from '../../ui/cx.ts';
import { type ExplainedTotal, explainTotals } from './explain/explain-totals.ts';

function TotalRow({ total, strong, children }: { total: ExplainedTotal; strong?: boolean; children: ReactNode }) {
  return (
    <div className={cx('flex justify-between gap-6 py-1 text-sm', strong && 'font-semibold')}>
      <dt className={strong ? 'text-ink' : 'text-ink-soft'}>{total.label}</dt>
      <dd className="tabular whitespace-nowrap text-ink">{children}</dd>
    </div>
  );
}

/** From the lines to what is due. Stored figures; the sums beside them only say where each comes from. */
export function InvoiceTotals({ invoice }: { invoice: Invoice }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const format = useFormat();
  const totals = explainTotals(invoice, format);
  return (
    <div className="sm:col-start-2">
      <dl>
        {totals.map((total) => (
          <div
            key={total.label}
            className={cx(
              (total.label === 'Total' || total.label === 'Amount due') && 'mt-1 border-line border-t pt-1',
            )}
          >
            <TotalRow total={total} strong={total.label === 'Total' || total.label === 'Amount due'}>
              {format.money(total.amount, invoice.currency)}
            </TotalRow>
            {open ? <p className="tabular pb-1 text-right text-ink-faint text-xs">{total.how}</p> : null}
          </div>
        ))}
      </dl>
      {invoice.status === 'void' ? <p className="py-1 text-ink-soft text-sm">Nothing is owed: void</p> : null}
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="mt-1 inline-flex items-center gap-1 rounded-sm text-accent-ink text-xs hover:underline"
      >
        {open ? 'Hide how' : 'How were the totals calculated?'}
        <ChevronDown aria-hidden className={cx('size-3 transition-transform', open && 'rotate-180')} />
      </button>
      <span id={id} className="sr-only">
        {open ? `${counted(totals.length, 'figure')} explained` : ''}
      </span>
    </div>
  );
}
