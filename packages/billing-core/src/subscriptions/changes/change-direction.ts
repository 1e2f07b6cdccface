import { priceExactly } from '../../catalog/rate.ts';
import { normalizeMrr } from '../../metrics/mrr.ts';
import type { Decimal } from '../../money/index.ts';
import type { ChangedSubscription, NewItem } from './change-terms.ts';

export type ChangeDirection = 'upgrade' | 'downgrade' | 'neither';

type Priced = Pick<ChangedSubscription, 'interval' | 'interval_count'> & { items: readonly NewItem[] };

/** Whether the recurring fees of a month become more or less. Usage and single fees do not count. */
export function changeDirection(before: Priced, after: Priced): ChangeDirection {
  const difference = monthly(after).comparedTo(monthly(before));
  if (difference === 0) return 'neither';
  return difference > 0 ? 'upgrade' : 'downgrade';
}

// Thirds of a month's price compare equal when they are, far beyond any price.
const COMPARED = { scale: 40, mode: 'half_even' } as const;

function monthly({ items, interval, interval_count }: Priced): Decimal {
  const fees = items
    .filter(({ kind }) => kind === 'recurring')
    .map(({ pricing, quantity, every }) => ({
      amount: priceExactly(pricing, quantity),
      ...(every ?? { interval, interval_count }),
    }));
  return normalizeMrr(fees, COMPARED).mrr;
}
