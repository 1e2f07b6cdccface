import { allocate } from '../../money/index.ts';
import type { LocalDate } from '../../time/index.ts';

/** A price to be earned, in minor units: before discount, and the discount. Its net is what the liability holds. */
export type Recognizable = { amount: bigint; discount: bigint };

/** What the days [start, end) earn, recognised on the last of them. */
export type RecognitionPart = Recognizable & { start: LocalDate; end: LocalDate; recognize_on: LocalDate };

export const NOTHING_TO_EARN: Recognizable = { amount: 0n, discount: 0n };

/** A price over parts in proportion to their weights: amount and discount each by largest remainder, so that each adds up. */
export function shareOut<Part extends { weight: number }>(
  { amount, discount }: Recognizable,
  parts: readonly Part[],
): (Part & Recognizable)[] {
  const weights = parts.map(({ weight }) => BigInt(weight));
  const amounts = allocate(amount, weights, 'largest_remainder');
  const discounts = allocate(discount, weights, 'largest_remainder');
  return parts.map((part, index) => ({ ...part, amount: amounts[index] ?? 0n, discount: discounts[index] ?? 0n }));
}

export function addRecognizable(left: Recognizable, right: Recognizable): Recognizable {
  return { amount: left.amount + right.amount, discount: left.discount + right.discount };
}

export function subtractRecognizable(left: Recognizable, right: Recognizable): Recognizable {
  return { amount: left.amount - right.amount, discount: left.discount - right.discount };
}

/**
 * What a schedule has earned by the end of a day, in minor units; the rest of its price is still deferred.
 * @example
 * const parts = planRecognition({ amount: 9000n, discount: 900n }, { start: '2026-01-15', end: '2026-04-15' }, { policy: 'daily' });
 * recognizedBy(parts, '2026-02-27') // { amount: 1700n, discount: 170n }
 * recognizedBy(parts, '2026-02-28') // { amount: 4500n, discount: 450n }
 */
export function recognizedBy(parts: readonly RecognitionPart[], day: LocalDate): Recognizable {
  const earned = parts.filter((part) => part.recognize_on <= day);
  return earned.reduce<Recognizable>(addRecognizable, NOTHING_TO_EARN);
}
