import type { Derivation, DerivationOperand, DerivationStep } from '../src/money/derivation.ts';

/**
 * Redoes a derivation without the library: fractions of bigints, no decimal.js, its own rounding. What it shares with
 * the core is the meaning of the words only.
 */
type Fraction = { n: bigint; d: bigint };

/** @returns the amount of the last step; throws where a step does not say what it shows. */
export function reevaluate(derivation: Derivation): string {
  const results = new Map<string, Fraction>();
  let last: Fraction = { n: 0n, d: 1n };
  for (const step of derivation.steps) {
    if (results.has(step.id)) throw new Error(`step ${step.id} occurs twice`);
    last = evaluate(
      step,
      step.operands.map((operand) => read(operand, results)),
    );
    if (show(last) !== step.result) throw new Error(`step ${step.id} shows ${step.result} but is ${show(last)}`);
    results.set(step.id, last);
  }
  return show(last);
}

function read(operand: DerivationOperand, results: Map<string, Fraction>): Fraction {
  if ('value' in operand) return fraction(operand.value);
  const found = results.get(operand.step);
  if (found === undefined)
    throw new Error(`operand ${operand.name} refers to ${operand.step}, which comes later or never`);
  return found;
}

function evaluate(step: DerivationStep, operands: Fraction[]): Fraction {
  const [first = { n: 0n, d: 1n }, second, third] = operands;
  switch (step.operation) {
    case 'value':
      return first;
    case 'add':
      return operands.reduce(plus);
    case 'subtract':
      return operands.reduce((left, right) => plus(left, negative(right)));
    case 'multiply':
      return operands.reduce((left, right) => ({ n: left.n * right.n, d: left.d * right.d }));
    case 'divide':
      return operands.reduce(over);
    case 'min':
      return operands.reduce((left, right) => (isLess(right, left) ? right : left));
    case 'max':
      return operands.reduce((left, right) => (isLess(left, right) ? right : left));
    case 'slice':
      return slice(first, must(second), third);
    case 'multiple_up':
      return times(ceil(over(first, must(second))), must(second));
    case 'multiple_down':
      return times(floor(over(first, must(second))), must(second));
    case 'quotient_up':
      return { n: ceil(over(first, must(second))), d: 1n };
    case 'quotient_down':
      return { n: floor(over(first, must(second))), d: 1n };
    case 'round_part':
      return roundPart(first, must(second), operands.slice(2), step.rounding?.scale ?? 0);
    case 'round':
      return round(first, step.rounding?.scale ?? 0, step.rounding?.mode ?? 'half_even');
  }
}

function fraction(text: string): Fraction {
  const [whole = '', decimals = ''] = text.split('.');
  return { n: BigInt(whole + decimals), d: 10n ** BigInt(decimals.length) };
}

function must(operand: Fraction | undefined): Fraction {
  if (operand === undefined) throw new Error('an operand is missing');
  return operand;
}

const plus = (left: Fraction, right: Fraction): Fraction => ({
  n: left.n * right.d + right.n * left.d,
  d: left.d * right.d,
});
const negative = ({ n, d }: Fraction): Fraction => ({ n: -n, d });
const times = (count: bigint, { n, d }: Fraction): Fraction => ({ n: count * n, d });
const isLess = (left: Fraction, right: Fraction): boolean => left.n * right.d < right.n * left.d;

function over(left: Fraction, right: Fraction): Fraction {
  const sign = right.n < 0n ? -1n : 1n;
  return { n: left.n * right.d * sign, d: left.d * right.n * sign };
}

function floor({ n, d }: Fraction): bigint {
  const quotient = n / d;
  return n % d !== 0n && n < 0n ? quotient - 1n : quotient;
}

const ceil = (value: Fraction): bigint => -floor(negative(value));

function slice(quantity: Fraction, from: Fraction, upTo: Fraction | undefined): Fraction {
  const top = upTo !== undefined && isLess(upTo, quantity) ? upTo : quantity;
  const units = plus(top, negative(from));
  return units.n < 0n ? { n: 0n, d: 1n } : units;
}

function round({ n, d }: Fraction, scale: number, mode: string): Fraction {
  const power = 10n ** BigInt(scale);
  return { n: roundInteger({ n: n * power, d }, mode), d: power };
}

/** The part at a position when all are cut toward zero and the missing units go to those that lost most. */
function roundPart(position: Fraction, total: Fraction, parts: Fraction[], scale: number): Fraction {
  const power = 10n ** BigInt(scale);
  const inUnits = parts.map(({ n, d }) => ({ n: n * power, d }));
  const cut = inUnits.map(({ n, d }) => n / d);
  const missing = (total.n * power) / total.d - cut.reduce((sum, part) => sum + part, 0n);
  const sign = missing < 0n ? -1n : 1n;
  const lost = (index: number): Fraction => {
    const { n, d } = inUnits[index] ?? { n: 0n, d: 1n };
    return { n: (n - (cut[index] ?? 0n) * d) * sign, d };
  };
  const own = Number(position.n / position.d) - 1;
  const before = parts.filter((_part, other) => {
    if (other === own) return false;
    return isLess(lost(own), lost(other)) || (!isLess(lost(other), lost(own)) && other < own);
  });
  const gets = BigInt(before.length) < missing * sign;
  return { n: (cut[own] ?? 0n) + (gets ? sign : 0n), d: power };
}

function roundInteger(value: Fraction, mode: string): bigint {
  const low = floor(value);
  const rest = plus(value, { n: -low, d: 1n });
  if (rest.n === 0n) return low;
  if (mode === 'floor') return low;
  if (mode === 'ceil') return low + 1n;
  if (mode === 'down') return value.n < 0n ? low + 1n : low;
  if (mode === 'up') return value.n < 0n ? low : low + 1n;
  const half = 2n * rest.n - rest.d;
  if (half !== 0n) return half > 0n ? low + 1n : low;
  return low + (tieGoesUp(low, value.n < 0n, mode) ? 1n : 0n);
}

function tieGoesUp(low: bigint, isNegative: boolean, mode: string): boolean {
  switch (mode) {
    case 'half_up':
      return !isNegative;
    case 'half_down':
      return isNegative;
    case 'half_ceil':
      return true;
    case 'half_floor':
      return false;
    case 'half_even':
      return low % 2n !== 0n;
    case 'half_odd':
      return low % 2n === 0n;
    default:
      throw new Error(`rounding mode ${mode} is not known`);
  }
}

/** Plain text, 30 places at most, ties to even: how a derivation shows a result. */
function show(value: Fraction): string {
  const scaled = roundInteger({ n: value.n * 10n ** 30n, d: value.d }, 'half_even');
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(31, '0');
  const text = `${digits.slice(0, -30)}.${digits.slice(-30)}`.replace(/\.?0+$/, '');
  return (scaled < 0n ? '-' : '') + text;
}
