import { addDays, daysBetween, type LocalDate } from '../../time/index.ts';
import { planRecognition } from './plan-recognition.ts';
import {
  addRecognizable,
  NOTHING_TO_EARN,
  type RecognitionPart,
  type Recognizable,
  subtractRecognizable,
} from './recognition-part.ts';
import type { RecognitionPolicy } from './recognition-policy-schema.ts';

export type EndedRecognition = {
  /** What was earned up to the day; a part that the day cuts is split by its days. */
  kept: RecognitionPart[];
  /** What will not be earned any more: credited to the customer, or earned at once where it is not given back. */
  released: Recognizable;
};

/**
 * Ends a schedule on a day, the first without service: kept and released add up to what was planned, in minor units. What
 * was recognised before that day stays as it was.
 *
 * @example
 * const parts = planRecognition({ amount: 9000n, discount: 0n }, { start: '2026-01-15', end: '2026-04-15' }, { policy: 'daily' });
 * const { kept, released } = endRecognition(parts, '2026-03-02');
 * kept.map(({ recognize_on, amount }) => `${recognize_on} ${amount}`) // ['2026-01-31 1700', '2026-02-28 2800', '2026-03-01 100']
 * released // { amount: 4400n, discount: 0n }
 */
export function endRecognition(parts: readonly RecognitionPart[], endsOn: LocalDate): EndedRecognition {
  const kept: RecognitionPart[] = [];
  let released = NOTHING_TO_EARN;
  for (const part of parts) {
    const earned = earnedBefore(part, endsOn);
    if (earned !== null) kept.push(earned);
    released = addRecognizable(released, subtractRecognizable(part, earned ?? NOTHING_TO_EARN));
  }
  return { kept, released };
}

function earnedBefore(part: RecognitionPart, endsOn: LocalDate): RecognitionPart | null {
  const { start, end } = part;
  if (end <= endsOn) return part;
  if (start >= endsOn) return null;
  const days = daysBetween(start, end);
  const served = daysBetween(start, endsOn);
  // The earned part is rounded down, and what is left goes to the rest: nothing is earned before its day.
  const earnedOf = (whole: bigint) => (whole * BigInt(served)) / BigInt(days);
  const earned = { amount: earnedOf(part.amount), discount: earnedOf(part.discount) };
  return { start, end: endsOn, recognize_on: addDays(endsOn, -1), ...earned };
}

/**
 * Changes what is sold from a day on: the old schedule ends there, and what it had not earned, together with what is
 * added to the price (or taken off it, below zero), is earned over the days from there to the new end.
 *
 * Source: IFRS 15.21(a), ASC 606-10-25-13(a): a change of distinct services counts as the end of one contract and the
 * beginning of another. A credit for what the customer gave back is `added` with a minus.
 *
 * @throws BillingError validation_failed when nothing is left to serve
 * @example
 * const parts = planRecognition({ amount: 9000n, discount: 0n }, { start: '2026-01-01', end: '2026-04-01' }, { policy: 'daily' });
 * const change = { on: '2026-03-01', end: '2026-04-01', added: { amount: 1900n, discount: 0n }, policy: { policy: 'daily' } };
 * changeRecognition(parts, change).planned.map(({ recognize_on, amount }) => `${recognize_on} ${amount}`) // ['2026-03-31 5000']
 */
export function changeRecognition(
  parts: readonly RecognitionPart[],
  change: { on: LocalDate; end: LocalDate; added: Recognizable; policy: RecognitionPolicy },
): { kept: RecognitionPart[]; planned: RecognitionPart[] } {
  const { kept, released } = endRecognition(parts, change.on);
  const price = addRecognizable(released, change.added);
  return { kept, planned: planRecognition(price, { start: change.on, end: change.end }, change.policy) };
}
