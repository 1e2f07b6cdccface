import type { BillingRunPreview, CurrencyChange } from '@revenue/billing-core/billing-runs';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { Card } from '../../ui/card.tsx';
import { Difference } from './run-changes.tsx';

function BesideLast({ change }: { change: CurrencyChange }) {
  const format = useFormat();
  if (change.difference === 0) return 'as much as last period';
  return (
    <>
      <Difference amount={change.difference} currency={change.currency} /> beside{' '}
      {format.money(change.last_total, change.currency)} last period
    </>
  );
}

/** What a run comes to beside the period before, by currency: sums over currencies mean nothing. */
export function RunTotals({ preview }: { preview: BillingRunPreview }) {
  const format = useFormat();
  const invoicesIn = (currency: string) => preview.totals.find((total) => total.currency === currency)?.invoices ?? 0;
  return (
    <Card>
      <dl className="flex flex-wrap gap-x-12 gap-y-4 pt-2">
        {preview.changes.map((change) => (
          <div key={change.currency}>
            <dt className="text-ink-faint text-xs">{change.currency} to be invoiced</dt>
            <dd>
              <Money amount={change.total} currency={change.currency} className="font-semibold text-2xl text-ink" />
              <span className="block text-ink-soft text-xs">
                {counted(invoicesIn(change.currency), 'invoice')}, <BesideLast change={change} />
              </span>
              {change.new_customers + change.gone_customers > 0 ? (
                <span className="block text-ink-soft text-xs">
                  {change.new_customers} new, {change.gone_customers} gone
                </span>
              ) : null}
            </dd>
          </div>
        ))}
        <div>
          <dt className="text-ink-faint text-xs">Due subscriptions</dt>
          <dd className="tabular font-semibold text-2xl text-ink">{format.number(preview.subscriptions_total)}</dd>
          <dd className="text-ink-soft text-xs">by {format.dateTime(preview.as_of)}</dd>
        </div>
      </dl>
    </Card>
  );
}
