import { Decimal, type DecimalLike, parseDecimal, type Rounding, sumDecimals } from '../money/index.ts';
import { normalizeMrr, type RecurringItem } from './mrr.ts';

export type MovementType = 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation' | 'none';

/** The amount is positive, whatever the direction: the type says it. */
export type Movement = { type: MovementType; amount: Decimal };

/**
 * How one customer's MRR moved: from nothing is new (reactivation for one who was a customer before), to nothing is
 * churn of the whole, else expansion or contraction by the difference; none when it stayed.
 */
export function mrrMovement(before: DecimalLike, after: DecimalLike, wasCustomerBefore: boolean): Movement {
  const from = parseDecimal(before);
  const to = parseDecimal(after);
  if (from.equals(to)) return { type: 'none', amount: new Decimal(0) };
  if (from.isZero()) return { type: wasCustomerBefore ? 'reactivation' : 'new', amount: to };
  if (to.isZero()) return { type: 'churn', amount: from };
  return to.greaterThan(from)
    ? { type: 'expansion', amount: to.minus(from) }
    : { type: 'contraction', amount: from.minus(to) };
}

export type MrrChange = { mrr_before: DecimalLike; mrr_after: DecimalLike; was_customer_before?: boolean };

export type MovementSums = Record<Exclude<MovementType, 'none'>, Decimal> & { net_new: Decimal; ending_mrr: Decimal };

/** Movements of many customers, summed by type. Opening MRR plus net_new is ending_mrr. */
export function sumMovements(changes: readonly MrrChange[]): MovementSums {
  const movements = changes.map((change) =>
    mrrMovement(change.mrr_before, change.mrr_after, change.was_customer_before === true),
  );
  const total = (type: MovementType) =>
    sumDecimals(movements.flatMap((movement) => (movement.type === type ? [movement.amount] : [])));
  const ending = sumDecimals(changes.map((change) => change.mrr_after));
  return {
    new: total('new'),
    expansion: total('expansion'),
    contraction: total('contraction'),
    churn: total('churn'),
    reactivation: total('reactivation'),
    net_new: ending.minus(sumDecimals(changes.map((change) => change.mrr_before))),
    ending_mrr: ending,
  };
}

/**
 * The movements of one customer, one for each step of live subscriptions; each subscription's MRR is rounded by itself. The
 * last one canceled is churn, one of several is contraction, a return after that is reactivation.
 */
export function customerTimeline(steps: readonly (readonly RecurringItem[])[], rounding: Rounding): Movement[] {
  let before = new Decimal(0);
  let wasCustomer = false;
  return steps.map((subscriptions) => {
    const after = sumDecimals(subscriptions.map((subscription) => normalizeMrr([subscription], rounding).mrr));
    const movement = mrrMovement(before, after, wasCustomer);
    before = after;
    wasCustomer ||= !after.isZero();
    return movement;
  });
}
