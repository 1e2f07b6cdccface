import { Pricing, type PricingInput } from '../../src/catalog/index.ts';
import type { ChangeLine, ChangeTerms, NewItem, PlanInterval } from '../../src/subscriptions/index.ts';
import { wholeDays } from '../../src/testing/naive-owed.ts';
import { daysBetween, type LocalDate, localDateAt, startOfDay } from '../../src/time/index.ts';
import type { Sold } from './plan-of-life.ts';

/** What is sold, as an item. Its name says what it costs, so that the second computation needs nothing else. */
export function itemOf(
  { kind, timing, price, quantity, times }: Sold,
  place: number,
  { interval, interval_count }: PlanInterval,
  tidy: boolean,
  id: string,
): NewItem {
  const count = interval_count * times;
  const unit = tidy ? wholeDaysOf(interval, count) : 1n;
  // What a JSON number cannot carry any more costs nothing.
  const minor = (BigInt(price) % (10n ** 13n / unit + 1n)) * unit;
  const amount = `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
  const pricing = kind === 'flat' ? { model: 'flat', amount } : { model: 'per_unit', unit_amount: amount };
  return {
    subscription_item_id: id,
    name: `${kind} ${id} of ${minor} x ${kind === 'seats' ? quantity : 1}`,
    kind: kind === 'usage' ? 'usage' : 'recurring',
    timing,
    pricing: Pricing.parse(pricing as PricingInput),
    quantity: String(quantity),
    product_id: null,
    // Each place has a meter of its own, which goes on with what follows in it.
    meter_id: kind === 'usage' ? `meter ${place}` : null,
    ...(times === 1 ? {} : { every: { interval, interval_count: count } }),
  };
}

/** A fee for setting up, in minor units. */
export function setUpItem(price: number | null): NewItem[] {
  if (price === null) return [];
  const sold = { kind: 'flat' as const, timing: 'advance' as const, price, quantity: 1, times: 1 };
  return [{ ...itemOf(sold, 0, { interval: 'month', interval_count: 1 }, false, 'set-up'), kind: 'one_time' }];
}

export const isOnce = ({ kind }: NewItem) => kind === 'one_time';

/** An end gives back what it said. */
export function assertGivesBack(lines: readonly ChangeLine[], said: readonly ChangeLine[]): void {
  const [given, expected] = [lines, said].map((of) =>
    of.map(({ credits, amount }) => `${amount} of ${credits}`).join(),
  );
  if (given !== expected) throw new Error(`the end gives back ${given}, it said ${expected}`);
}

/** What the name of an item says. */
export function tenureOf({ name, kind, every }: NewItem) {
  const [, price = '0', quantity = '1'] = / of (\d+) x (\d+)$/.exec(name) ?? [];
  return {
    name,
    kind: kind === 'usage' ? ('usage' as const) : ('fee' as const),
    price: BigInt(price) * BigInt(quantity),
    ...(every === undefined ? {} : { every }),
  };
}

const WHOLE = new Map<string, bigint>();
function wholeDaysOf(interval: PlanInterval['interval'], interval_count: number): bigint {
  const key = `${interval}/${interval_count}`;
  const known = WHOLE.get(key) ?? wholeDays(interval, interval_count);
  WHOLE.set(key, known);
  return known;
}

/** A unit a day. */
export const usageOf = (_meter: string, { start, end }: { start: LocalDate; end: LocalDate }) =>
  String(daysBetween(start, end));

export const isMidnight = ({ at, subscription: { time_zone } }: ChangeTerms) =>
  startOfDay(localDateAt(at, time_zone), time_zone).getTime() === at.getTime();
