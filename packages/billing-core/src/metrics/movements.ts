import { Decimal, type DecimalLike, parseDecimal, type Rounding, sumDecimals } from '../money/index.ts';
import { normalizeMrr, type RecurringItem } from './mrr.ts';

export const MOVEMENT_TYPES = ['new', 'expansion', 'contraction', 'churn', 'reactivation'] as const;

export type MovementType = (typeof MOVEMENT_TYPES)[number];

/** The amount is zero or above, whatever the direction: the type says it. */
export type Movement = { type: MovementType | 'none'; amount: Decimal };

/**
 * How one customer's MRR moved, exactly: from nothing is new (reactivation for one who was a customer before), to nothing
 * is churn of the whole, else expansion or contraction by the difference; none when it stayed.
 *
 * Source: ChartMogul's help centre ("Understanding MRR movements").
 *
 * @throws BillingError validation_failed
 * @example mrrMovement('0', '100', false) // { type: 'new', amount: '100' }
 * @example mrrMovement('0', '100', true) // { type: 'reactivation', amount: '100' }
 * @example mrrMovement('100', '60', true) // { type: 'contraction', amount: '40' }
 * @example mrrMovement('60', '0', true) // { type: 'churn', amount: '60' }
 */
export function mrrMovement(before: DecimalLike, after: DecimalLike, wasCustomerBefore: boolean): Movement {
  const from = parseDecimal(before);
  const to = parseDecimal(after);
  const amount = to.minus(from).abs();
  if (amount.isZero()) return { type: 'none', amount };
  if (from.isZero()) return { type: wasCustomerBefore ? 'reactivation' : 'new', amount };
  if (to.isZero()) return { type: 'churn', amount };
  return { type: to.greaterThan(from) ? 'expansion' : 'contraction', amount };
}

export type MrrChange = { mrr_before: DecimalLike; mrr_after: DecimalLike; was_customer_before?: boolean | null };

export type MovementSums = Record<MovementType, Decimal> & { net_new: Decimal; ending_mrr: Decimal };

/**
 * Movements of many customers over one period, summed by type, exactly. Opening MRR plus net_new is ending_mrr; net_new is
 * new + expansion + reactivation - contraction - churn.
 *
 * @throws BillingError validation_failed
 * @example
 * const sums = sumMovements([{ mrr_before: '0', mrr_after: '100' }, { mrr_before: '80', mrr_after: '50' }]);
 * [sums.new, sums.contraction, sums.net_new, sums.ending_mrr] // ['100', '30', '70', '150']
 */
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
 *
 * @throws BillingError validation_failed
 * @example
 * const gold = { amount: '2000', interval: 'year', interval_count: 1 };
 * const silver = { amount: '60', interval: 'month', interval_count: 1 };
 * customerTimeline([[gold], [gold, silver], [], [silver]], { scale: 2, mode: 'half_up' }).map(({ type, amount }) => `${type} ${amount}`) // ['new 166.67', 'expansion 60', 'churn 226.67', 'reactivation 60']
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
