import { Decimal, type DerivationOperand, type Explanation, fromStep, given } from '../money/index.ts';
import type { PricedUsage, RatedUsage } from './models/usage.ts';
import type { Portion } from './portion.ts';
import type { Commitment, Limits, Pricing } from './pricing.ts';

/** The usage above the included units; those cost nothing. */
export function aboveIncluded(pricing: Pricing, usage: RatedUsage, explanation: Explanation | null): RatedUsage {
  const included = 'included_units' in pricing ? pricing.included_units : undefined;
  if (included === undefined) return usage;
  const quantity = Decimal.max(0, usage.quantity.minus(included));
  explanation?.add({
    id: 'above_included',
    rule: 'included_units',
    operation: 'slice',
    operands: [given('quantity', usage.quantity), given('included_units', included)],
    result: quantity,
  });
  return { ...usage, quantity, quantityStep: 'above_included' };
}

/**
 * Holds the price of a period to its limits, in this order: commitment, maximum, minimum. A correction (a negative
 * quantity) is no period: only the maximum holds it, as the mirror of the charge it takes back. Where the period is only
 * a part, so are the limits.
 */
export function holdToLimits(
  limits: Limits,
  priced: PricedUsage,
  held: { isCorrection: boolean; portion: Portion | undefined },
  explanation: Explanation | null,
): PricedUsage {
  const { commitment, maximum_amount, minimum_amount } = limits;
  let amount = priced.amount;
  if (commitment !== undefined && !held.isCorrection)
    amount = underCommitment(commitment, amount, held.portion, explanation);
  if (maximum_amount !== undefined) amount = bounded('maximum', maximum_amount, amount, held.portion, explanation);
  if (minimum_amount !== undefined && !held.isCorrection)
    amount = bounded('minimum', minimum_amount, amount, held.portion, explanation);
  return { amount, unitPrice: amount.equals(priced.amount) ? priced.unitPrice : null };
}

const OPERATIONS = { minimum: 'max', maximum: 'min' } as const;

function bounded(
  rule: 'minimum' | 'maximum',
  bound: string,
  amount: Decimal,
  portion: Portion | undefined,
  explanation: Explanation | null,
): Decimal {
  const before = explanation?.last('amount');
  const limit = limitOf(`${rule}_amount`, bound, portion, explanation);
  const result = rule === 'maximum' ? Decimal.min(amount, limit.value) : Decimal.max(amount, limit.value);
  if (before !== undefined)
    explanation?.add({ id: rule, rule, operation: OPERATIONS[rule], operands: [before, limit.operand], result });
  return result;
}

type Limit = { value: Decimal; operand: DerivationOperand };

/** A limit as it is, or its part of the period. */
function limitOf(name: string, text: string, portion: Portion | undefined, explanation: Explanation | null): Limit {
  const whole = new Decimal(text);
  if (portion === undefined || portion.part === portion.whole) return { value: whole, operand: given(name, whole) };
  const product = whole.times(portion.part);
  const value = product.div(portion.whole);
  explanation?.add({
    id: `${name}_part`,
    rule: 'limit_part',
    operation: 'multiply',
    operands: [given(name, whole), given('part', BigInt(portion.part))],
    result: product,
  });
  explanation?.add({
    id: `${name}_prorated`,
    rule: 'limit_proration',
    operation: 'divide',
    operands: [fromStep(name, `${name}_part`), given('whole', BigInt(portion.whole))],
    result: value,
    about: { part: portion.part, whole: portion.whole },
  });
  return { value, operand: fromStep(name, `${name}_prorated`) };
}

/** The commitment (or less, without true-up) plus what goes over it at its factor. */
export function underCommitment(
  commitment: Commitment,
  cost: Decimal,
  portion: Portion | undefined,
  explanation: Explanation | null,
): Decimal {
  const before = explanation?.last('amount');
  const committed = limitOf('commitment_amount', commitment.amount, portion, explanation);
  const base = commitment.true_up ? committed.value : Decimal.min(cost, committed.value);
  const over = Decimal.max(0, cost.minus(committed.value));
  const overage = over.times(commitment.overage_factor);
  const total = base.plus(overage);
  if (explanation !== null && before !== undefined) {
    explainCommitment(explanation, commitment, before, committed.operand, { over, overage, base, total });
  }
  return total;
}

type CommitmentParts = { over: Decimal; overage: Decimal; base: Decimal; total: Decimal };

function explainCommitment(
  explanation: Explanation,
  commitment: Commitment,
  before: DerivationOperand,
  committed: DerivationOperand,
  { over, overage, base, total }: CommitmentParts,
): void {
  explanation.add({
    id: 'over_commitment',
    rule: 'commitment',
    operation: 'slice',
    operands: [before, committed],
    result: over,
  });
  explanation.add({
    id: 'overage',
    rule: 'commitment_overage',
    operation: 'multiply',
    operands: [fromStep('amount', 'over_commitment'), given('overage_factor', commitment.overage_factor)],
    result: overage,
  });
  explanation.add({
    id: 'committed',
    rule: 'commitment',
    operation: commitment.true_up ? 'value' : 'min',
    operands: commitment.true_up ? [committed] : [committed, before],
    result: base,
  });
  explanation.add({
    id: 'commitment_total',
    rule: 'commitment_total',
    operation: 'add',
    operands: [fromStep('amount', 'committed'), fromStep('overage', 'overage')],
    result: total,
  });
}
