import { daysBetween, type LocalDate } from '../time/index.ts';

export const AGEING_BUCKETS = ['current', 'days_1_30', 'days_31_60', 'days_61_90', 'over_90'] as const;
export type AgeingBucket = (typeof AGEING_BUCKETS)[number];

/**
 * How old a debt is on a day: `current` through its due date, then by days after it, both ends of a range counted in.
 *
 * @throws BillingError invalid_date
 * @example ageingBucket('2026-01-31', '2026-01-31') // 'current'
 * @example ageingBucket('2026-01-31', '2026-02-01') // 'days_1_30'
 * @example ageingBucket('2026-01-31', '2026-05-02') // 'over_90'
 */
export function ageingBucket(dueDate: LocalDate, on: LocalDate): AgeingBucket {
  const days = daysBetween(dueDate, on);
  if (days <= 0) return 'current';
  if (days <= 30) return 'days_1_30';
  if (days <= 60) return 'days_31_60';
  return days <= 90 ? 'days_61_90' : 'over_90';
}

/**
 * What is owed by age, in minor units of one currency: the buckets add up to what is open.
 *
 * @throws BillingError invalid_date
 * @example
 * const open = [{ due_date: '2026-01-31', amount_due: 500n }, { due_date: '2026-01-01', amount_due: 250n }];
 * ageReceivables(open, '2026-02-05') // { current: 0n, days_1_30: 500n, days_31_60: 250n, days_61_90: 0n, over_90: 0n }
 */
export function ageReceivables(
  open: readonly { due_date: LocalDate; amount_due: bigint }[],
  on: LocalDate,
): Record<AgeingBucket, bigint> {
  const sums: Record<AgeingBucket, bigint> = {
    current: 0n,
    days_1_30: 0n,
    days_31_60: 0n,
    days_61_90: 0n,
    over_90: 0n,
  };
  for (const { due_date, amount_due } of open) sums[ageingBucket(due_date, on)] += amount_due;
  return sums;
}
