import { BillingError } from '../errors/index.ts';
import { type Decimal, type Rounding, sumDecimals, toFraction, wholeFraction } from '../money/index.ts';
import { addDays, calendarMonths, type LocalDate } from '../time/index.ts';
import { changeDays, contribution, type MrrSpan, spansByCustomer } from './mrr-span.ts';
import { percentOf } from './ratio.ts';

export type CohortCell = {
  /** Months since the month of the cohort, which is 0. */
  offset: number;
  /** At the end of that month: customers with MRR, and their MRR. */
  customers: number;
  mrr: Decimal;
  /** In percent of the customers, and of the MRR, that the cohort began with. */
  customer_retention: Decimal | null;
  revenue_retention: Decimal | null;
};

export type Cohort = {
  /** `YYYY-MM` */
  month: string;
  /** Who paid for the first time in that month, and the MRR each began with, added. */
  customers: number;
  mrr: Decimal;
  cells: CohortCell[];
};

type Start = { on: LocalDate; mrr: Decimal; spans: readonly MrrSpan[] };

/**
 * Retention by the month in which customers first had MRR: one row for each month, one cell for each month since, up to the
 * last month that is over on `until`. MRR is exact, percents are rounded once. A customer who came back counts where it
 * pays; one who left within the first month is missing from cell 0 on.
 *
 * Source: ChartMogul's help centre ("Cohort analysis").
 *
 * @param until the first day that is not looked at
 * @throws BillingError currency_mismatch: one currency at a time; validation_failed
 * @example
 * const span = { currency: 'EUR', plan: 'gold', segment: 'DE', status: 'active', until: null };
 * const spans = [{ ...span, customer_id: 'c1', mrr: '50', from: '2026-01-10' }, { ...span, customer_id: 'c2', mrr: '30', from: '2026-01-20', until: '2026-02-20' }];
 * const [january] = cohortRetention(spans, '2026-03-01', { scale: 1, mode: 'half_up' });
 * [january.month, january.customers, january.mrr] // ['2026-01', '2', '80']
 * january.cells.map((cell) => `${cell.offset}: ${cell.customer_retention} %, ${cell.revenue_retention} %`) // ['0: 100 %, 100 %', '1: 50 %, 62.5 %']
 */
export function cohortRetention(spans: readonly MrrSpan[], until: LocalDate, rounding: Rounding): Cohort[] {
  assertOneCurrency(spans);
  const starts = [...spansByCustomer(spans).values()].flatMap((ofCustomer) => startOf(ofCustomer, until));
  const first = starts.map(({ on }) => on).sort()[0];
  if (first === undefined) return [];
  const ends = calendarMonths({ start: `${first.slice(0, 7)}-01`, end: until });
  // A month that is not over has no end to look at.
  const months = ends.filter(({ start, end }) => start.slice(0, 7) !== end.slice(0, 7));
  return months.flatMap(({ start }, index) => {
    const members = starts.filter(({ on }) => on.slice(0, 7) === start.slice(0, 7));
    const lastDays = months.slice(index).map(({ end }) => end);
    return members.length === 0 ? [] : [toCohort(start.slice(0, 7), members, lastDays, rounding)];
  });
}

function toCohort(month: string, members: readonly Start[], ends: readonly LocalDate[], rounding: Rounding): Cohort {
  const began = sumDecimals(members.map(({ mrr }) => mrr));
  const cells = ends.map((end, offset) => {
    const levels = members.map(({ spans }) => levelOn(spans, addDays(end, -1))).filter((mrr) => !mrr.isZero());
    const mrr = sumDecimals(levels);
    const count = (number: number) => wholeFraction(BigInt(number));
    return {
      offset,
      customers: levels.length,
      mrr,
      customer_retention: percentOf(count(levels.length), count(members.length), rounding),
      revenue_retention: percentOf(toFraction(mrr), toFraction(began), rounding),
    };
  });
  return { month, customers: members.length, mrr: began, cells };
}

function startOf(spans: readonly MrrSpan[], until: LocalDate): Start[] {
  for (const on of changeDays(spans)) {
    const mrr = levelOn(spans, on);
    if (on < until && !mrr.isZero()) return [{ on, mrr, spans }];
  }
  return [];
}

function levelOn(spans: readonly MrrSpan[], day: LocalDate): Decimal {
  return sumDecimals(spans.map((span) => contribution(span, day)));
}

function assertOneCurrency(spans: readonly MrrSpan[]): void {
  const currencies = [...new Set(spans.map(({ currency }) => currency))];
  if (currencies.length <= 1) return;
  throw new BillingError(
    'currency_mismatch',
    `the MRR of ${currencies.join(' and ')} cannot be added; ask for one currency, or convert before.`,
  );
}
