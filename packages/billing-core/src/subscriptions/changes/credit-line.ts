import type { Portion } from '../../catalog/portion.ts';
import { priceUsage } from '../../catalog/price-usage.ts';
import {
  currencyExponent,
  type Decimal,
  type DerivationOperand,
  type Explanation,
  fromMinor,
  given,
  minorToDecimal,
  settle,
  startExplanation,
  toMinor,
} from '../../money/index.ts';
import type { Period } from '../../time/index.ts';
import { type RatingTerms, shownQuantity } from '../component-line.ts';
import { cappedCredit } from '../proration/credit-cap.ts';
import type { ChangePolicy } from './change-policy-schema.ts';
import type { BilledLine, ChangeLine, SubscribedItem } from './change-terms.ts';

/**
 * What an item is given back for a part of its period: that part of its price less its share of the discount, rounded
 * once, and never more than what was paid less the credits already given. The price and not the amount of the line is
 * divided, so that the same days of the same price are the same amount, given back or charged.
 */
export function creditLine(
  item: SubscribedItem,
  billed: BilledLine,
  service: Period,
  portion: Portion,
  cap: ChangePolicy['credit_cap'],
  { currency, rounding, explain }: RatingTerms,
): ChangeLine {
  const explanation = explain ? startExplanation(currency) : null;
  const priced = priceUsage(item.pricing, item.quantity, { portion }, explanation);
  const exact = lessDiscount(priced.amount, billed, currency, explanation);
  const scale = currencyExponent(currency);
  const rounded = settle(exact, scale, rounding.mode);
  explanation?.add({
    id: 'rounded',
    rule: 'rounding',
    operation: 'round',
    operands: [explanation.last('amount')],
    result: rounded,
    rounding: { scale, mode: rounding.mode },
  });
  return {
    type: 'credit',
    subscription_item_id: item.subscription_item_id,
    kind: item.kind,
    description: item.name,
    quantity: shownQuantity(item, item.quantity),
    unit_price: null,
    amount: capped(rounded, billed, cap, currency, explanation),
    service_start: service.start,
    service_end: service.end,
    product_id: item.product_id,
    derivation: explanation === null ? null : explanation.finish(),
    line_id: `${billed.line_id}/credit/${service.start}`,
    credits: billed.line_id,
  };
}

function lessDiscount(
  amount: Decimal,
  { amount: charged, discount = 0n }: BilledLine,
  currency: string,
  explanation: Explanation | null,
): Decimal {
  if (discount === 0n) return amount;
  const product = amount.times(minorToDecimal(charged - discount, currency));
  const rest = product.div(minorToDecimal(charged, currency));
  explanation?.add({
    id: 'discounted_part',
    rule: 'after_discount',
    operation: 'multiply',
    operands: [explanation.last('amount'), given('after_discount', fromMinor(charged - discount, currency))],
    result: product,
  });
  explanation?.add({
    id: 'discounted',
    rule: 'after_discount',
    operation: 'divide',
    operands: [explanation.last('amount'), given('line_amount', fromMinor(charged, currency))],
    result: rest,
  });
  return rest;
}

/** Minor units, not above zero. */
function capped(
  potential: Decimal,
  { amount, discount = 0n, paid, credited, pending = false }: BilledLine,
  cap: ChangePolicy['credit_cap'],
  currency: string,
  explanation: Explanation | null,
): bigint {
  const limit = cap === 'billed' || pending ? amount - discount : paid;
  const credit = cappedCredit(potential, fromMinor(limit, currency), fromMinor(credited, currency));
  const minor = -toMinor(credit, currency);
  if (explanation === null) return minor;
  const step = (id: string, operation: 'subtract' | 'min' | 'max', operands: DerivationOperand[], result: Decimal) =>
    explanation.add({ id, rule: 'credit_cap', operation, operands, result });
  const potentialStep = explanation.last('potential');
  const limited = minorToDecimal(limit, currency);
  const left = minorToDecimal(limit - credited, currency);
  const smaller = potential.lessThan(left) ? potential : left;
  step('left_to_credit', 'subtract', [given('limit', limited), given('credited', fromMinor(credited, currency))], left);
  step('at_most_left', 'min', [potentialStep, explanation.last('left')], smaller);
  step('not_below_zero', 'max', [explanation.last('amount'), given('zero', '0')], credit);
  explanation.add({
    id: 'credit',
    rule: 'credited_total',
    operation: 'multiply',
    operands: [explanation.last('amount'), given('sign', '-1')],
    result: minorToDecimal(minor, currency),
  });
  return minor;
}
