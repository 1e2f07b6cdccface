import { type CohortView, cohortsOfChanges } from '@revenue/billing-core/metrics';
import { fromMinor, wireDecimal } from '@revenue/billing-core/money';
import { addDays, addIntervals, type LocalDate } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';
import { wireOrNull } from './get-churn-report.ts';
import { type MovementQuery, movementSource } from './movement-source.ts';

type Row = {
  currency: string;
  cohort: string;
  month: string;
  mrr: bigint;
  customers: number;
  began: bigint;
  starters: number;
};

/** Customers by the month in which they first had MRR, of the months of the range that are over. */
export async function loadCohorts(tx: Tx, query: MovementQuery): Promise<CohortView[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT currency, to_char(first_day, 'YYYY-MM') AS cohort, to_char(day, 'YYYY-MM') AS month,
           sum(after - before)::bigint AS mrr, sum((after > 0)::int - (before > 0)::int)::int AS customers,
           COALESCE(sum(after) FILTER (WHERE day = first_day), 0)::bigint AS began, (count(*) FILTER (WHERE day = first_day))::int AS starters
      FROM (SELECT *, min(day) OVER (PARTITION BY customer_id, currency) AS first_day FROM (${movementSource(query)}) movements) dated
     WHERE first_day >= date_trunc('month', ${query.from}::date)
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
  const through = lastMonthOver(query.to);
  return [...Map.groupBy(rows, ({ currency }) => currency)].flatMap(([currency, ofCurrency]) =>
    cohortsIn(currency, ofCurrency, through),
  );
}

function cohortsIn(currency: string, rows: readonly Row[], through: string): CohortView[] {
  const amount = (minor: bigint) => fromMinor(minor, currency);
  const starts = rows.flatMap(({ cohort, began, starters }) =>
    starters === 0 ? [] : [{ cohort, customers: starters, mrr: amount(began) }],
  );
  const changes = rows.map(({ cohort, month, customers, mrr }) => ({ cohort, month, customers, mrr: amount(mrr) }));
  return cohortsOfChanges(starts, changes, through, { scale: 1, mode: 'half_up' }).map((cohort) => ({
    currency,
    month: cohort.month,
    customers: cohort.customers,
    mrr: wireDecimal(cohort.mrr),
    cells: cohort.cells.map((cell) => ({
      offset: cell.offset,
      customers: cell.customers,
      mrr: wireDecimal(cell.mrr),
      customer_retention: wireOrNull(cell.customer_retention),
      revenue_retention: wireOrNull(cell.revenue_retention),
    })),
  }));
}

/** A month that is not over has no end to look at. */
function lastMonthOver(to: LocalDate): string {
  return addIntervals(`${addDays(to, 1).slice(0, 7)}-01`, 'month', 1, -1).slice(0, 7);
}
