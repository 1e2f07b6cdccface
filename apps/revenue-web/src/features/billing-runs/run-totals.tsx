import type { CurrencyTotal } from '@revenue/billing-core/billing-runs';
import { Money } from '../../format/money.tsx';
import { useFormat } from '../../format/use-format.ts';
import { counted } from '../../format/words.ts';
import { Card } from '../../ui/card.tsx';

/** What a run comes to, one figure per currency: sums over currencies mean nothing. */
export function RunTotals({
  totals,
  subscriptions,
  asOf,
}: {
  totals: readonly CurrencyTotal[];
  subscriptions: number;
  asOf: string;
}) {
  const format = useFormat();
  return (
    <Card>
      <dl className="flex flex-wrap gap-x-12 gap-y-4 pt-2">
        {totals.map((total) => (
          <div key={total.currency}>
            <dt className="text-ink-faint text-xs">{total.currency} to be invoiced</dt>
            <dd>
              <Money amount={total.total} currency={total.currency} className="font-semibold text-2xl text-ink" />
              <span className="block text-ink-soft text-xs">{counted(total.invoices, 'invoice')}</span>
            </dd>
          </div>
        ))}
        <div>
          <dt className="text-ink-faint text-xs">Due subscriptions</dt>
          <dd className="tabular font-semibold text-2xl text-ink">{format.number(subscriptions)}</dd>
          <dd className="text-ink-soft text-xs">by {format.dateTime(asOf)}</dd>
        </div>
      </dl>
    </Card>
  );
}
