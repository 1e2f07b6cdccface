import { BillingError } from '../../errors/index.ts';
import { Decimal, type Explanation, fromStep, given } from '../../money/index.ts';
import type { PercentagePricing } from '../pricing.ts';
import type { PricingFunction } from './usage.ts';

/** What one transaction pays: `paid` is the part of its value above the free volume. */
export type PaidTransaction = { index: number; value: Decimal; paid: Decimal; amount: Decimal };

/**
 * A percentage of each transaction plus a fixed amount, clamped per transaction.
 * For example: 1.3 % and 2 fixed of 50, 100, 250 and 400 is 800 x 1.3 % + 4 x 2 = 18.4.
 */
export const pricePercentage: PricingFunction<PercentagePricing> = (pricing, usage, explanation) => {
  const transactions = usage.transactions ?? asOneVolume(pricing, usage.quantity);
  const paid = paidTransactions(pricing, transactions);
  const amount = paid.reduce((sum, transaction) => sum.plus(transaction.amount), new Decimal(0));
  if (explanation !== null) {
    for (const transaction of paid) explainTransaction(explanation, pricing, transaction);
    const parts = paid.map(({ index }) => fromStep('amount', `transaction_${index + 1}_amount`));
    const operands = parts.length === 0 ? [given('amount', 0n)] : parts;
    explanation.add({
      id: 'transactions_total',
      rule: 'sum_of_transactions',
      operation: 'add',
      operands,
      result: amount,
    });
  }
  return { amount, unitPrice: null };
};

/**
 * The transactions that pay, in order. The free volume is `free_amount` or the total of the first
 * `free_transactions`, the smaller when both are given. A transaction wholly inside it is not charged at all (no fixed
 * amount, no minimum); a partly free one pays on its rest.
 * @example
 * const pricing = PercentagePricing.parse({ model: 'percentage', rate_percent: '1', fixed_amount: '2', free_transactions: 1 });
 * paidTransactions(pricing, [parseDecimal('50'), parseDecimal('100')]).map(({ paid, amount }) => [paid, amount]) // [['100', '3']]
 */
export function paidTransactions(pricing: PercentagePricing, transactions: readonly Decimal[]): PaidTransaction[] {
  let free = freeVolume(pricing, transactions);
  const paid: PaidTransaction[] = [];
  for (const [index, value] of transactions.entries()) {
    const isFree = value.lessThanOrEqualTo(free) && (free.greaterThan(0) || index < (pricing.free_transactions ?? 0));
    const covered = Decimal.max(0, Decimal.min(free, value));
    free = free.minus(covered);
    if (isFree) continue;
    const rest = value.minus(covered);
    paid.push({
      index,
      value,
      paid: rest,
      amount: clamp(pricing, percentOf(pricing, rest).plus(pricing.fixed_amount)),
    });
  }
  return paid;
}

function freeVolume(pricing: PercentagePricing, transactions: readonly Decimal[]): Decimal {
  const limits: Decimal[] = [];
  if (pricing.free_transactions !== undefined) {
    limits.push(
      transactions.slice(0, pricing.free_transactions).reduce((sum, value) => sum.plus(value), new Decimal(0)),
    );
  }
  if (pricing.free_amount !== undefined) limits.push(new Decimal(pricing.free_amount));
  return limits.length === 0 ? new Decimal(0) : Decimal.min(...limits);
}

function percentOf(pricing: PercentagePricing, value: Decimal): Decimal {
  return value.times(pricing.rate_percent).div(100);
}

function clamp(pricing: PercentagePricing, amount: Decimal): Decimal {
  const atLeast = Decimal.max(amount, pricing.min_per_transaction ?? amount);
  return Decimal.min(atLeast, pricing.max_per_transaction ?? atLeast);
}

/** Without single values only what does not look at them can be priced. */
function asOneVolume(pricing: PercentagePricing, quantity: Decimal): Decimal[] {
  if (quantity.isZero()) return [];
  const perTransaction = [pricing.free_transactions, pricing.min_per_transaction, pricing.max_per_transaction];
  if (perTransaction.every((field) => field === undefined) && new Decimal(pricing.fixed_amount).isZero())
    return [quantity];
  throw new BillingError(
    'invalid_pricing',
    'percentage pricing with amounts per transaction needs the values of the transactions, not only their sum.',
  );
}

function explainTransaction(explanation: Explanation, pricing: PercentagePricing, transaction: PaidTransaction): void {
  const { prefix, about } = namesOf(transaction);
  const percent = percentOf(pricing, transaction.paid);
  explanation.add({
    id: `${prefix}percent`,
    rule: 'percent',
    operation: 'multiply',
    operands: [
      given('amount', transaction.paid),
      given('rate_percent', pricing.rate_percent),
      given('hundredth', '0.01'),
    ],
    result: percent,
    about,
  });
  const fees = percent.plus(pricing.fixed_amount);
  explainFees(explanation, pricing, transaction, fees);
}

function explainFees(
  explanation: Explanation,
  pricing: PercentagePricing,
  transaction: PaidTransaction,
  fees: Decimal,
): void {
  const { prefix, about } = namesOf(transaction);
  explanation.add({
    id: `${prefix}fees`,
    rule: 'fixed_amount',
    operation: 'add',
    operands: [fromStep('amount', `${prefix}percent`), given('fixed_amount', pricing.fixed_amount)],
    result: fees,
    about,
  });
  const least = Decimal.max(fees, pricing.min_per_transaction ?? fees);
  explanation.add({
    id: `${prefix}least`,
    rule: 'min_per_transaction',
    operation: 'max',
    operands: withLimit(fromStep('amount', `${prefix}fees`), pricing.min_per_transaction),
    result: least,
    about,
  });
  explanation.add({
    id: `${prefix}amount`,
    rule: 'max_per_transaction',
    operation: 'min',
    operands: withLimit(fromStep('amount', `${prefix}least`), pricing.max_per_transaction),
    result: transaction.amount,
    about,
  });
}

function namesOf({ index, value }: PaidTransaction) {
  return { prefix: `transaction_${index + 1}_`, about: { transaction: index + 1, value: value.toFixed() } };
}

function withLimit(operand: ReturnType<typeof fromStep>, limit: string | undefined) {
  return limit === undefined ? [operand] : [operand, given('limit', limit)];
}
