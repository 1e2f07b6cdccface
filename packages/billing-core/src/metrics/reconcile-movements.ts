import { Decimal } from '../money/index.ts';
import { addDays, calendarMonths, compareLocalDates, daysBetween, type LocalDate, type Period } from '../time/index.ts';
import { type CustomerMovement, customerMovements } from './customer-movements.ts';
import type { MovementType } from './movements.ts';
import { type MrrSpan, spansByCustomer } from './mrr-span.ts';

export type MovementStep = 'day' | 'month' | 'whole';

export type MovementRow = Record<MovementType, Decimal> & {
  currency: string;
  /** Where movements are told by it, else null. */
  plan: string | null;
  segment: string | null;
  /** The days [start, end). */
  start: LocalDate;
  end: LocalDate;
  /** MRR at the end of the day before `start`, and at the end of the last day. */
  opening: Decimal;
  closing: Decimal;
  /** closing - opening. */
  net_new: Decimal;
  /** Customers with MRR here at the opening, at the closing, and those of the opening that have none at the closing. */
  opening_customers: number;
  closing_customers: number;
  lost_customers: number;
};

/**
 * MRR and its movements over days, by currency and, where asked, by plan and segment; exact, nothing is rounded. In each
 * row opening + new + expansion + reactivation - contraction - churn = closing, and each row opens with what the one before
 * closed with. A row in which nothing stands and nothing moves is left out.
 *
 * - A movement is the change from the end of one day to the end of the next; several changes of a customer on one day are
 *   one movement. The movements of a longer step are the sums of its days.
 * - The type is that of the customer as a whole: a change of plan is contraction in the old plan and expansion in the new
 *   one, never churn, and a second currency is expansion. So net_new of the plans adds up to that of the whole; single
 *   types need not.
 * - What counts on which day is said by `countsTowardMrr`; currencies are never added.
 *
 * Source: ChartMogul's help centre ("Understanding MRR movements", "Data table and MRR movements").
 *
 * @param period half-open
 * @throws BillingError validation_failed
 * @example
 * const span = { customer_id: 'c1', currency: 'EUR', plan: 'gold', segment: 'DE', status: 'active' };
 * const spans = [{ ...span, mrr: '50', from: '2026-01-10', until: '2026-02-05' }, { ...span, mrr: '80', from: '2026-02-05', until: null }];
 * const rows = reconcileMovements(spans, { start: '2026-01-01', end: '2026-03-01' }, { step: 'month', by: [] });
 * rows.map(({ start, opening, expansion, closing }) => [start, opening, rows[0].new, expansion, closing].join(' ')) // ['2026-01-01 0 50 0 50', '2026-02-01 50 50 30 80']
 */
export function reconcileMovements(
  spans: readonly MrrSpan[],
  period: Period,
  { step, by }: { step: MovementStep; by: readonly ('plan' | 'segment')[] },
): MovementRow[] {
  const groupOf = (span: MrrSpan) =>
    JSON.stringify([
      span.currency,
      by.includes('plan') ? span.plan : null,
      by.includes('segment') ? span.segment : null,
    ]);
  const movements = [...spansByCustomer(spans)].flatMap(([customer, ofCustomer]) =>
    customerMovements(customer, ofCustomer, groupOf),
  );
  const groups = [...Map.groupBy(movements, ({ group }) => group)].sort(([left], [right]) => (left < right ? -1 : 1));
  return groups.flatMap(([group, ofGroup]) => {
    const [currency, plan, segment] = JSON.parse(group) as [string, string | null, string | null];
    return rowsOf(ofGroup, period, step).map((row) => ({ currency, plan, segment, ...row }));
  });
}

type PlainRow = Omit<MovementRow, 'currency' | 'plan' | 'segment'>;

/** What stands in a group: its MRR, and the customers who pay it. */
type Standing = { mrr: Decimal; customers: Set<string> };

function rowsOf(movements: readonly CustomerMovement[], period: Period, step: MovementStep): PlainRow[] {
  const ordered = movements.toSorted((left, right) => compareLocalDates(left.on, right.on));
  const standing: Standing = { mrr: new Decimal(0), customers: new Set() };
  let next = 0;
  const upTo = (day: LocalDate): CustomerMovement[] => {
    const first = next;
    while ((ordered[next]?.on ?? day) < day) next += 1;
    return ordered.slice(first, next);
  };
  follow(standing, upTo(period.start));
  return stepsOf(period, step).flatMap((days) => {
    const moved = upTo(days.end);
    const row = follow(standing, moved);
    return moved.length === 0 && row.opening.isZero() ? [] : [{ ...days, ...row }];
  });
}

/** Moves what stands, and says what happened to it. */
function follow(standing: Standing, movements: readonly CustomerMovement[]): Omit<PlainRow, 'start' | 'end'> {
  const { mrr: opening, customers } = standing;
  const openingCustomers = customers.size;
  const there = new Set(movements.map(({ customer_id }) => customer_id).filter((customer) => customers.has(customer)));
  const sums = { new: NOTHING, expansion: NOTHING, contraction: NOTHING, churn: NOTHING, reactivation: NOTHING };
  for (const { customer_id, type, before, after } of movements) {
    sums[type] = sums[type].plus(after.minus(before).abs());
    standing.mrr = standing.mrr.plus(after).minus(before);
    if (after.isZero()) customers.delete(customer_id);
    else customers.add(customer_id);
  }
  return {
    opening,
    ...sums,
    closing: standing.mrr,
    net_new: standing.mrr.minus(opening),
    opening_customers: openingCustomers,
    closing_customers: customers.size,
    lost_customers: [...there].filter((customer) => !customers.has(customer)).length,
  };
}

const NOTHING = new Decimal(0);

function stepsOf(period: Period, step: MovementStep): Period[] {
  if (step === 'whole') return [period];
  if (step === 'month') return calendarMonths(period);
  const days = Math.max(0, daysBetween(period.start, period.end));
  return Array.from({ length: days }, (_day, index) => {
    const start = addDays(period.start, index);
    return { start, end: addDays(start, 1) };
  });
}
