import { reportPeriods } from '@revenue/billing-core/reports';
import type { LocalDate } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import { Prisma, type Tx } from '@revenue/db/database';
import { type MovementQuery, movementSource } from './movement-source.ts';

const SUMS = ['new', 'expansion', 'reactivation', 'contraction', 'churn'] as const;

/** What moved in one period, minor units of one currency. */
export type Moved = Record<(typeof SUMS)[number], bigint> & {
  opening: bigint;
  closing: bigint;
  opening_customers: number;
  closing_customers: number;
  lost_customers: number;
  /** What the customers of the opening pay at the closing, and that with each counted up to what it paid. */
  kept: bigint;
  kept_at_most: bigint;
};

export type MovedPeriod = Moved & { start: LocalDate; currency: string; key: string };

/** The periods of the report, its months, and all of it as one period. */
export type Grain = 'interval' | 'month' | 'whole';

export type Movements = Record<Grain, MovedPeriod[]>;

type Row = Record<(typeof SUMS)[number] | 'kept_delta' | 'loss' | 'customers_delta' | 'lost', bigint> & {
  grain: Grain | 'before';
  start: Date;
  currency: string;
  key: string;
};

/**
 * The movements of a range, by period, currency and key, in one statement over the spans. Each period opens with what the
 * one before closed with; one in which nothing stands and nothing moves is left out.
 *
 * @throws BillingError validation_failed when `to` is before `from`, or the interval gives too many periods
 */
export async function loadMovements(tx: Tx, query: MovementQuery, grains: readonly Grain[]): Promise<Movements> {
  const starts: Record<Grain, LocalDate[]> = {
    interval: reportPeriods(query.from, query.to, query.interval),
    month: grains.includes('month') ? reportPeriods(query.from, query.to, 'month') : [],
    whole: [query.from],
  };
  const rows = await tx.$queryRaw<Row[]>`
    WITH movements AS MATERIALIZED (${movementSource(query)})
    ${Prisma.join([before(query), ...grains.map((grain) => within(query, grain))], ' UNION ALL ')}
     ORDER BY currency, key, start`;
  const of = (grain: Grain) => (grains.includes(grain) ? periodsOf(rows, grain, starts[grain]) : []);
  return { interval: of('interval'), month: of('month'), whole: of('whole') };
}

/** What stands at the opening. */
function before({ from }: MovementQuery): Prisma.Sql {
  return Prisma.sql`
    SELECT 'before' AS grain, NULL::date AS start, currency, key, sum(after - before)::bigint AS new, 0::bigint AS expansion,
           0::bigint AS reactivation, 0::bigint AS contraction, 0::bigint AS churn, 0::bigint AS kept_delta, 0::bigint AS loss,
           sum((after > 0)::int - (before > 0)::int)::bigint AS customers_delta, 0::bigint AS lost
      FROM movements WHERE day < ${from}::date GROUP BY currency, key`;
}

/** By customer first, who may come and go within a period and is then neither lost nor kept. */
function within({ from, interval }: MovementQuery, grain: Grain): Prisma.Sql {
  const trunc = grain === 'month' ? 'month' : interval;
  const start = grain === 'whole' ? Prisma.sql`${from}::date` : Prisma.sql`date_trunc(${trunc}, day::timestamp)::date`;
  return Prisma.sql`
    SELECT ${grain}, start, currency, key, sum(new)::bigint, sum(expansion)::bigint, sum(reactivation)::bigint,
           sum(contraction)::bigint, sum(churn)::bigint, (sum(delta) FILTER (WHERE before > 0))::bigint,
           sum(greatest(-delta, 0)) FILTER (WHERE before > 0)::bigint,
           sum((before + delta > 0)::int - (before > 0)::int)::bigint, (count(*) FILTER (WHERE before > 0 AND before + delta = 0))::bigint
      FROM (SELECT ${start} AS start, currency, key, customer_id, sum(after - before) AS delta,
                   (array_agg(before ORDER BY day))[1] AS before,
                   ${Prisma.join(
                     SUMS.map(
                       (type) =>
                         Prisma.sql`sum(abs(after - before)) FILTER (WHERE type = ${type}) AS ${Prisma.raw(type)}`,
                     ),
                   )}
              FROM movements WHERE day >= ${from}::date GROUP BY 1, 2, 3, 4) customers
     GROUP BY 2, 3, 4`;
}

function periodsOf(rows: readonly Row[], grain: Grain, starts: readonly LocalDate[]): MovedPeriod[] {
  const groups = Map.groupBy(rows, ({ currency, key }) => JSON.stringify([currency, key]));
  return [...groups].flatMap(([group, ofGroup]) => {
    const [currency, key] = JSON.parse(group) as [string, string];
    const opening = ofGroup.find((row) => row.grain === 'before');
    const moved = new Map(ofGroup.flatMap((row) => (row.grain === grain ? [[fromDbDate(row.start), row]] : [])));
    let standing = { mrr: opening?.new ?? 0n, customers: Number(opening?.customers_delta ?? 0n) };
    return starts.flatMap((start) => {
      const row = moved.get(start);
      if (row === undefined && standing.mrr === 0n) return [];
      const period = { start, currency, key, ...movedFrom(standing, row) };
      standing = { mrr: period.closing, customers: period.closing_customers };
      return [period];
    });
  });
}

function movedFrom({ mrr: opening, customers }: { mrr: bigint; customers: number }, row: Row | undefined): Moved {
  const of = (field: Exclude<keyof Row, 'grain' | 'start' | 'currency' | 'key'>) => row?.[field] ?? 0n;
  const sums = Object.fromEntries(SUMS.map((type) => [type, of(type)])) as Record<(typeof SUMS)[number], bigint>;
  const { new: won, expansion, reactivation, contraction, churn } = sums;
  return {
    ...sums,
    opening,
    closing: opening + won + expansion + reactivation - contraction - churn,
    opening_customers: customers,
    closing_customers: customers + Number(of('customers_delta')),
    lost_customers: Number(of('lost')),
    kept: opening + of('kept_delta'),
    kept_at_most: opening - of('loss'),
  };
}
