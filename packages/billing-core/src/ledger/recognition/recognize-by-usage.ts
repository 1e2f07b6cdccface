import { BillingError } from '../../errors/index.ts';
import { Decimal, type DecimalLike, parseDecimal } from '../../money/index.ts';
import { addDays, compareLocalDates, type LocalDate, type Period } from '../../time/index.ts';
import type { RecognitionPart, Recognizable } from './recognition-part.ts';

type Usage = { expected: DecimalLike; used: readonly { on: LocalDate; quantity: DecimalLike }[] };

/** One part for each day with use, and one on the last day for what was never used. */
export function partsByUsage(price: Recognizable, period: Period, usage: Usage): RecognitionPart[] {
  const expected = parseDecimal(usage.expected);
  if (!expected.greaterThan(0)) {
    throw new BillingError('validation_failed', `the expected quantity is ${expected.toFixed()}; it is above zero.`);
  }
  const lastDay = addDays(period.end, -1);
  const days = usedByDay(usage.used, period);
  const parts: RecognitionPart[] = [];
  let quantity = new Decimal(0);
  let before: Recognizable = { amount: 0n, discount: 0n };
  for (const [on, used] of days) {
    quantity = quantity.plus(used);
    const upTo = shareOf(price, Decimal.min(quantity, expected), expected);
    parts.push(partOn(on, upTo, before));
    before = upTo;
  }
  if (quantity.lessThan(expected)) parts.push(partOn(lastDay, price, before));
  return parts;
}

function partOn(day: LocalDate, upTo: Recognizable, before: Recognizable): RecognitionPart {
  return {
    start: day,
    end: addDays(day, 1),
    recognize_on: day,
    amount: upTo.amount - before.amount,
    discount: upTo.discount - before.discount,
  };
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
