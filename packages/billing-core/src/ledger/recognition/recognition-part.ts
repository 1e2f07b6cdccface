import { allocate } from '../../money/index.ts';
import type { LocalDate } from '../../time/index.ts';

/** A price to be earned, in minor units: before discount, and the discount. Its net is what the liability holds. */
export type Recognizable = { amount: bigint; discount: bigint };

/** What the days [start, end) earn, recognised on the last of them. */
export type RecognitionPart = Recognizable & { start: LocalDate; end: LocalDate; recognize_on: LocalDate };

export const NOTHING_TO_EARN: Recognizable = { amount: 0n, discount: 0n };

/** Amount and discount in proportion to the weights, each by largest remainder, so that each adds up. */
export function splitRecognizable({ amount, discount }: Recognizable, weights: readonly number[]): Recognizable[] {
  const exact = weights.map((weight) => BigInt(weight));
  const discounts = allocate(discount, exact, 'largest_remainder');
  return allocate(amount, exact, 'largest_remainder').map((part, index) => ({
    amount: part,
    discount: discounts[index] ?? 0n,
  }));
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
