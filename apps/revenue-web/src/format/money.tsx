import { useFormat } from './use-format.ts';

/** An amount in figures of one width, so that columns of them line up. */
export function Money({ amount, currency, className }: { amount: number; currency: string; className?: string }) {
  const format = useFormat();
  return <span className={`tabular whitespace-nowrap ${className ?? ''}`}>{format.money(amount, currency)}</span>;
}

/** Sums that must not be added to each other: one line per currency. */
export function MoneyByCurrency({ sums }: { sums: readonly { currency: string; amount: number }[] }) {
  const format = useFormat();
  if (sums.length === 0) return <span className="tabular">{format.money(0, format.currency)}</span>;
  return (
    <span className="tabular flex flex-col">
      {sums.map((sum) => (
        <span key={sum.currency} className="whitespace-nowrap">
          {format.money(sum.amount, sum.currency)}
        </span>
      ))}
    </span>
  );
}
