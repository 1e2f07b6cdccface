import { BillingError } from '../../errors/index.ts';
import { Decimal, parseDecimal } from '../../money/index.ts';
import { addDays, compareLocalDates, type LocalDate, type Period } from '../../time/index.ts';
import { NOTHING_TO_EARN, type RecognitionPart, type Recognizable, subtractRecognizable } from './recognition-part.ts';
import type { RecognitionPolicy } from './recognition-policy-schema.ts';

type Usage = Extract<RecognitionPolicy, { policy: 'usage' }>;

/** How much of what was sold is used, or lost, at the end of a day. */
export type UsedUpTo = { on: LocalDate; quantity: Decimal };

/** One part for each day with use, and one on the last day for what was never used. */
export function partsByUsage(price: Recognizable, period: Period, usage: Usage): RecognitionPart[] {
  const expected = parseDecimal(usage.expected);
  let before = NOTHING_TO_EARN;
  return usedUpTo(period, usage).map(({ on, quantity }) => {
    const upTo = shareOf(price, quantity, expected);
    const part = { start: on, end: addDays(on, 1), recognize_on: on, ...subtractRecognizable(upTo, before) };
    before = upTo;
    return part;
  });
}

/** The running total at the end of each day with use, never more than was sold; on the last day all of it. */
export function usedUpTo(period: Period, usage: Usage): UsedUpTo[] {
  const expected = parseDecimal(usage.expected);
  if (!expected.greaterThan(0)) {
    throw new BillingError('validation_failed', `the expected quantity is ${expected.toFixed()}; it is above zero.`);
  }
  let quantity = new Decimal(0);
  const days = usedByDay(usage.used, period).map(([on, used]) => {
    quantity = quantity.plus(used);
    return { on, quantity: Decimal.min(quantity, expected) };
  });
  return quantity.lessThan(expected) ? [...days, { on: addDays(period.end, -1), quantity: expected }] : days;
}

function shareOf({ amount, discount }: Recognizable, quantity: Decimal, expected: Decimal): Recognizable {
  // Multiplied before it is divided: only a quotient that does not end is cut, far below the minor unit.
  const share = (whole: bigint) =>
    BigInt(new Decimal(whole.toString()).times(quantity).div(expected).toFixed(0, Decimal.ROUND_DOWN));
  return { amount: share(amount), discount: share(discount) };
}

function usedByDay(used: Usage['used'], { start, end }: Period): [LocalDate, Decimal][] {
  const days = new Map<LocalDate, Decimal>();
  for (const { on, quantity } of used) {
    if (on < start || on >= end) {
      throw new BillingError(
        'validation_failed',
        `a use on ${on} is outside of the service period from ${start} to ${end}; it belongs to another one.`,
      );
    }
    days.set(on, (days.get(on) ?? new Decimal(0)).plus(parseDecimal(quantity)));
  }
  return [...days].sort(([left], [right]) => compareLocalDates(left, right));
}
