import { BillingError } from '../errors/index.ts';
import { type DecimalLike, parseDecimal } from '../money/index.ts';
import { daysBetween, earlierDate, type LocalDate } from '../time/index.ts';

/** What one unit of `from` was worth in `to` on a day, as published. */
export type DatedRate = { from: string; to: string; rate: DecimalLike; on: LocalDate };

/** One step of a conversion: times the rate, or divided by it where the rate was published the other way round. */
export type RateLeg = { from: string; to: string; rate: DecimalLike; on: LocalDate; direction: 'multiply' | 'divide' };

/** Banks do not publish on weekends and holidays: the last rate before is the rate of such a day, up to this age. */
export const MAX_RATE_AGE_DAYS = 7;

/**
 * The rate of a day between two currencies: published in this direction, in the other, or through one third currency
 * that both have a rate with (the euro, in the lists of the ECB). Of each pair the latest rate on or before the day is
 * taken, never one from after it. The same currency needs none.
 *
 * @throws BillingError no_exchange_rate when there is none, or only one older than `maxAgeDays`
 * @example
 * const rates = [{ from: 'EUR', to: 'USD', rate: '1.10', on: '2026-01-09' }, { from: 'EUR', to: 'JPY', rate: '160', on: '2026-01-09' }];
 * rateOn(rates, 'EUR', 'USD', '2026-01-11').map(({ direction }) => direction) // ['multiply']
 * rateOn(rates, 'USD', 'JPY', '2026-01-11').map(({ direction }) => direction) // ['divide', 'multiply']
 * rateOn(rates, 'EUR', 'USD', '2026-01-08') // throws no_exchange_rate
 */
export function rateOn(
  rates: readonly DatedRate[],
  from: string,
  to: string,
  day: LocalDate,
  maxAgeDays: number = MAX_RATE_AGE_DAYS,
): RateLeg[] {
  if (from === to) return [];
  const usable = rates.filter(({ on, rate }) => isUsable(on, day, maxAgeDays) && parseDecimal(rate).greaterThan(0));
  const direct = latestLeg(usable, from, to);
  if (direct !== null) return [direct];
  const through = throughThird(usable, from, to);
  if (through !== null) return through;
  throw new BillingError(
    'no_exchange_rate',
    `there is no rate from ${from} to ${to} of ${day} or at most ${maxAgeDays} days before; import or enter one.`,
  );
}

function isUsable(on: LocalDate, day: LocalDate, maxAgeDays: number): boolean {
  return on <= day && daysBetween(on, day) <= maxAgeDays;
}

function latestLeg(rates: readonly DatedRate[], from: string, to: string): RateLeg | null {
  let latest: RateLeg | null = null;
  for (const rate of rates) {
    const isSame = rate.from === from && rate.to === to;
    if (!isSame && !(rate.from === to && rate.to === from)) continue;
    const leg: RateLeg = { from, to, rate: rate.rate, on: rate.on, direction: isSame ? 'multiply' : 'divide' };
    // Of one day the rate published in this direction is the better one: nothing is divided.
    if (latest === null || leg.on > latest.on || (leg.on === latest.on && isSame)) latest = leg;
  }
  return latest;
}

/** Of several third currencies the one whose older rate is the latest; of equals the first by code. */
function throughThird(rates: readonly DatedRate[], from: string, to: string): RateLeg[] | null {
  const thirds = [...new Set(rates.flatMap((rate) => [rate.from, rate.to]))].sort();
  let best: { legs: RateLeg[]; on: LocalDate } | null = null;
  for (const third of thirds) {
    const first = latestLeg(rates, from, third);
    const second = latestLeg(rates, third, to);
    if (first === null || second === null) continue;
    const on = earlierDate(first.on, second.on);
    if (best === null || on > best.on) best = { legs: [first, second], on };
  }
  return best?.legs ?? null;
}
