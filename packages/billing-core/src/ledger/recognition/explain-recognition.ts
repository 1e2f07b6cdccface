import { BillingError } from '../../errors/index.ts';
import {
  currencyExponent,
  Decimal,
  type DecimalLike,
  type Derivation,
  type DerivationOperand,
  type DerivationOperation,
  type DerivationRule,
  type Explanation,
  fromStep,
  given,
  minorToDecimal,
  parseDecimal,
  roundDecimal,
  startExplanation,
} from '../../money/index.ts';
import type { Period } from '../../time/index.ts';
import { planRecognition } from './plan-recognition.ts';
import type { RecognitionPolicy } from './recognition-policy-schema.ts';
import { type UsedUpTo, usedUpTo } from './recognize-by-usage.ts';
import { type WeightedPeriod, weightedPeriods } from './weighted-periods.ts';

export type PartToExplain = {
  /** What is earned over the period, minor units. */
  amount: bigint;
  currency: string;
  /** The service period, half-open. */
  period: Period;
  policy: RecognitionPolicy;
  /** Which part of `planRecognition`; the first is 1. */
  position: number;
};

/**
 * How one part of a schedule came about, as a derivation in major units: the share of each part of the period, exactly, and
 * what it is when all are rounded so that they add up; of usage the share up to its day, rounded down, less the one before.
 *
 * @throws BillingError validation_failed when there is no such part; unknown_currency
 * @example
 * const part = { amount: 10000n, currency: 'EUR', period: { start: '2026-01-01', end: '2026-04-01' }, policy: { policy: 'monthly' }, position: 1 };
 * explainRecognition(part).steps.map(({ rule, result }) => `${rule} ${result.slice(0, 5)}`) // ['recognition_price 100', 'recognition_share 1.075', 'recognition_share 33.33', 'recognition_share 33.33', 'recognition_share 33.33', 'recognized 33.34']
 */
export function explainRecognition(part: PartToExplain): Derivation {
  const { amount, currency, period, policy, position } = part;
  const earned = planRecognition({ amount, discount: 0n }, period, policy)[position - 1];
  if (earned === undefined) {
    throw new BillingError('validation_failed', `the schedule has no part ${position}; the first is 1.`);
  }
  const explanation = startExplanation(currency);
  const price = minorToDecimal(amount, currency);
  const work = {
    explanation,
    price,
    result: minorToDecimal(earned.amount, currency),
    scale: currencyExponent(currency),
  };
  explanation.add({
    ...step('price', 'recognition_price', 'value'),
    operands: [given('amount', price)],
    result: price,
  });
  if (policy.policy === 'usage') explainUse(work, usedUpTo(period, policy), policy.expected, position);
  else if (policy.policy === 'point_in_time') {
    explanation.add({ ...step('earned', 'recognized', 'value'), operands: [PRICE], result: price });
  } else explainShare(work, weightedPeriods(period, policy.policy), position);
  return explanation.finish();
}

/** The price and what a part of it comes to, in major units. */
type Work = { explanation: Explanation; price: Decimal; result: Decimal; scale: number };

const PRICE = fromStep('price', 'price');

function step(id: string, rule: DerivationRule, operation: DerivationOperation) {
  return { id, rule, operation };
}

/** Price over all days, times the days of each part, and all parts rounded so that they add up. */
function explainShare({ explanation, price, result, scale }: Work, parts: WeightedPeriod[], position: number): void {
  const whole = new Decimal(parts.reduce((sum, { weight }) => sum + weight, 0));
  const perUnit = price.div(whole);
  const operands = [PRICE, given('whole', whole)];
  explanation.add({ ...step('per_day', 'recognition_share', 'divide'), operands, result: perUnit });
  const shares = parts.map(({ start, end, weight }, index) => {
    const id = `share_${index + 1}`;
    explanation.add({
      ...step(id, 'recognition_share', 'multiply'),
      operands: [fromStep('per_day', 'per_day'), given('days', BigInt(weight))],
      // Multiplied before it is divided, so that what is shown is cut and not rounded twice.
      result: price.times(weight).div(whole),
      about: { start, end },
    });
    return fromStep('share', id);
  });
  explanation.add({
    ...step('earned', 'recognized', 'round_part'),
    operands: [given('position', BigInt(position)), fromStep('total', 'price'), ...shares],
    result,
    rounding: { scale, mode: 'down' },
  });
}

/** What was used up to the day earns its share, rounded down, less what was used up to the day before. */
function explainUse(work: Work, days: readonly UsedUpTo[], expected: DecimalLike, position: number): void {
  const used = (day: number) => days[day - 1]?.quantity ?? new Decimal(0);
  const operands = [
    upTo(work, 'up_to', used(position), parseDecimal(expected)),
    upTo(work, 'before', used(position - 1), parseDecimal(expected)),
  ];
  work.explanation.add({ ...step('earned', 'recognized', 'subtract'), operands, result: work.result });
}

function upTo({ explanation, price, scale }: Work, name: string, used: Decimal, expected: Decimal): DerivationOperand {
  const product = price.times(used);
  explanation.add({
    ...step(`${name}_product`, 'recognition_share', 'multiply'),
    operands: [PRICE, given('used', used)],
    result: product,
  });
  const share = product.div(expected);
  explanation.add({
    ...step(`${name}_share`, 'recognition_share', 'divide'),
    operands: [fromStep('product', `${name}_product`), given('expected', expected)],
    result: share,
  });
  explanation.add({
    ...step(name, 'recognition_share', 'round'),
    operands: [fromStep('share', `${name}_share`)],
    result: roundDecimal(share, scale, 'down'),
    rounding: { scale, mode: 'down' },
  });
  return fromStep(name, name);
}
