import { Decimal, type DecimalLike, parseDecimal } from '../../money/index.ts';

/**
 * A credit never exceeds what was paid less the credits already given, and is never below zero. All in one unit.
 *
 * @example cappedCredit('300', '200', '50') // 150
 * @example cappedCredit('300', '200', '250') // 0
 */
export function cappedCredit(potential: DecimalLike, paid: DecimalLike, earlierCredits: DecimalLike): Decimal {
  return Decimal.max(0, Decimal.min(parseDecimal(potential), parseDecimal(paid).minus(parseDecimal(earlierCredits))));
}
