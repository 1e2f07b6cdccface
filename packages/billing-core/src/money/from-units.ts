import { Decimal } from './decimal.ts';

// decimal.js keeps a value as sign, exponent and a coefficient in words of seven digits, and documents the three. To fill
// them in costs a fraction of having a text read. A test compares every field with those of the text that says the same.
const WORD = 10_000_000;
const POWERS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, WORD] as const;
const MAX_UNITS = 10n ** 14n;

type Fields = { constructor: unknown; s: number; e: number; d: number[] };

/**
 * A whole number of a last place as a decimal. Values below ten million with up to seven places, which most amounts are,
 * fill one word before the point and one after it; others are read from their text.
 * @example fromUnits(125n, 2) // 1.25
 * @example fromUnits(-5n, 0) // -5
 */
export function fromUnits(units: bigint, scale: number): Decimal {
  const step = POWERS[scale];
  const isSmall = units < MAX_UNITS && units > -MAX_UNITS;
  const signed = isSmall ? Number(units) : 0;
  const size = signed < 0 ? -signed : signed;
  if (step === undefined || !isSmall || size >= WORD * step) return new Decimal(`${units}e-${scale}`);
  return size === 0 ? ZERO : filled(signed < 0 ? -1 : 1, size, step);
}

const ZERO = new Decimal(0);

function filled(sign: number, size: number, step: number): Decimal {
  const rest = size % step;
  const whole = (size - rest) / step;
  const fraction = rest * (WORD / step);
  // Without the constructor, which would read a number first.
  const fields: Fields = Object.create(Decimal.prototype);
  fields.constructor = Decimal;
  fields.s = sign;
  fields.e = whole === 0 ? digitsOf(fraction) - 8 : digitsOf(whole) - 1;
  fields.d = rest === 0 ? [whole] : whole === 0 ? [fraction] : [whole, fraction];
  return fields as unknown as Decimal;
}

/** Digits of a number from 1 to 9,999,999. */
function digitsOf(word: number): number {
  let digits = 1;
  for (let power = 10; word >= power; power *= 10) digits += 1;
  return digits;
}
