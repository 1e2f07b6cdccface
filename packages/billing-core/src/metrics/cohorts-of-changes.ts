import {
  type Decimal,
  type DecimalLike,
  type Rounding,
  sumDecimals,
  toFraction,
  wholeFraction,
} from '../money/index.ts';
import { addIntervals } from '../time/index.ts';
import type { Cohort, CohortCell } from './cohorts.ts';
import { percentOf } from './ratio.ts';

/** What changed in one month for the customers who first paid in another. */
export type CohortChange = {
  /** Both `YYYY-MM`; a cohort begins in its own month. */
  cohort: string;
  month: string;
  /** May be below zero. */
  mrr: DecimalLike;
  customers: number;
};

/** What a cohort began with: who paid for the first time in that month, and the MRR each began with, added. */
export type CohortStart = { cohort: string; customers: number; mrr: DecimalLike };

/**
 * The cohorts of `cohortRetention`, from what changed each month instead of from every customer.
 *
 * @param through the last month that is over, `YYYY-MM`
 * @throws BillingError validation_failed
 * @example
 * const starts = [{ cohort: '2026-01', customers: 2, mrr: '80' }];
 * const changes = [{ cohort: '2026-01', month: '2026-01', mrr: '80', customers: 2 }, { cohort: '2026-01', month: '2026-02', mrr: '-30', customers: -1 }];
 * const [january] = cohortsOfChanges(starts, changes, '2026-02', { scale: 1, mode: 'half_up' });
 * january.cells.map((cell) => `${cell.offset}: ${cell.customer_retention} %, ${cell.revenue_retention} %`) // ['0: 100 %, 100 %', '1: 50 %, 62.5 %']
 */
export function cohortsOfChanges(
  starts: readonly CohortStart[],
  changes: readonly CohortChange[],
  through: string,
  rounding: Rounding,
): Cohort[] {
  const byCohort = Map.groupBy(changes, ({ cohort }) => cohort);
  return starts
    .filter(({ cohort }) => cohort <= through)
    .toSorted((left, right) => (left.cohort < right.cohort ? -1 : 1))
    .map((start) => {
      const cells = cellsOf(start, byCohort.get(start.cohort) ?? [], through, rounding);
      return { month: start.cohort, customers: start.customers, mrr: sumDecimals([start.mrr]), cells };
    });
}

function cellsOf(
  start: CohortStart,
  changes: readonly CohortChange[],
  through: string,
  rounding: Rounding,
): CohortCell[] {
  const cells: CohortCell[] = [];
  let mrr: Decimal = sumDecimals([]);
  let customers = 0;
  for (let offset = 0, month = start.cohort; month <= through; offset += 1, month = monthAfter(month)) {
    const moved = changes.filter((change) => change.month === month);
    mrr = sumDecimals([mrr, ...moved.map((change) => change.mrr)]);
    customers += moved.reduce((sum, change) => sum + change.customers, 0);
    const [kept, began] = [wholeFraction(BigInt(customers)), wholeFraction(BigInt(start.customers))];
    const customer_retention = percentOf(kept, began, rounding);
    const revenue_retention = percentOf(toFraction(mrr), toFraction(start.mrr), rounding);
    cells.push({ offset, customers, mrr, customer_retention, revenue_retention });
  }
  return cells;
}

function monthAfter(month: string): string {
  return addIntervals(`${month}-01`, 'month', 1, 1).slice(0, 7);
}
