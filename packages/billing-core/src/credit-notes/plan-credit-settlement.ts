import { BillingError } from '../errors/index.ts';
import { type Derivation, fromMinor } from '../money/index.ts';
import { type Figure, type Label, startWorkings, type Workings } from './workings.ts';

/** Minor units. */
export type CreditToSettle = {
  currency: string;
  /** Of the credit note. */
  credited_total: bigint;
  /** What the invoice still owes. */
  amount_due: bigint;
  /** Money that was received for the invoice; what credits and wallets paid is none. */
  paid: bigint;
  /** Of `paid`, what went back already. */
  refunded: bigint;
  /**
   * Where the money goes that settles no debt of the invoice.
   * - account_credit: all of it to the credit balance of the customer
   * - refund: back to the customer as far as it was paid, the rest to the credit balance
   * - { refund }: so much back, the rest to the credit balance
   */
  rest: 'account_credit' | 'refund' | { refund: bigint };
  /** Whether the derivation is written; it is unless this is false. */
  explain?: boolean;
};

/** The three add up to the credit note. Minor units. */
export type CreditSettlement = {
  /** Off what the invoice still owes. */
  offset: bigint;
  refund: bigint;
  account_credit: bigint;
  /** Its steps `offset`, `refund` and `account_credit` explain these amounts. */
  derivation: Derivation | null;
};

/**
 * Where the money of a credit note goes: off the amount due first, for nobody is paid back what they still owe; then back
 * to the customer, never more than they paid; then to their credit balance. A credit note below zero takes back what its
 * invoice put on the credit balance. Minor units, nothing is rounded.
 *
 * @throws BillingError refund_exceeds_payment when more is to be refunded than was paid or than is left after the amount
 * due; validation_failed when an amount that cannot be below zero is
 * @example
 * const credit = { currency: 'EUR', credited_total: 10000n, amount_due: 3000n, paid: 5000n, refunded: 0n, explain: false };
 * planCreditSettlement({ ...credit, rest: 'refund' })
 * // { offset: 3000n, refund: 5000n, account_credit: 2000n, derivation: null }
 * planCreditSettlement({ ...credit, rest: 'account_credit' }).account_credit // 7000n
 * planCreditSettlement({ ...credit, rest: { refund: 1000n } }).account_credit // 6000n
 * planCreditSettlement({ ...credit, rest: { refund: 5001n } }) // throws refund_exceeds_payment
 */
export function planCreditSettlement(input: CreditToSettle): CreditSettlement {
  assertNotNegative(input);
  const workings = startWorkings(input.currency, input.explain !== false);
  const credited_total = workings.amount(input.credited_total);
  const nothing = workings.amount(0n);
  const most = workings.step(label('offset_most', 'credit'), 'min', {
    credited_total,
    amount_due: workings.amount(input.amount_due),
  });
  const offset = workings.step(label('offset', 'credit'), 'max', { nothing, most });
  const rest = workings.step(label('after_offset', 'after_credit'), 'subtract', { credited_total, offset });
  const refund = refundOf(workings, input, rest);
  const account_credit = workings.step(label('account_credit', 'after_credit'), 'subtract', { rest, refund });
  return {
    offset: workings.minor(offset),
    refund: workings.minor(refund),
    account_credit: workings.minor(account_credit),
    derivation: workings.finish(),
  };
}

function refundOf(workings: Workings, { currency, paid, refunded, rest: wish }: CreditToSettle, rest: Figure): Figure {
  const nothing = workings.amount(0n);
  if (wish === 'account_credit') return workings.step(label('refund', 'credit_cap'), 'value', { nothing });
  const refundable = workings.step(label('refundable', 'after_credit'), 'subtract', {
    paid: workings.amount(paid),
    refunded: workings.amount(refunded),
  });
  const cap = workings.step(label('refund_cap', 'after_credit'), 'min', { rest, refundable });
  const most = workings.step(label('refund_most', 'after_credit'), 'max', { nothing, cap });
  if (wish === 'refund') return workings.step(label('refund', 'credit_cap'), 'value', { most });
  if (wish.refund > workings.minor(most)) throw exceeds(wish.refund, workings.minor(most), currency);
  return workings.step(label('refund', 'credit_cap'), 'value', { refund: workings.amount(wish.refund) });
}

function label(id: string, rule: 'credit' | 'after_credit' | 'credit_cap'): Label {
  return { id, rule };
}

function assertNotNegative({ currency, amount_due, paid, refunded, rest }: CreditToSettle): void {
  const refund = typeof rest === 'string' ? 0n : rest.refund;
  for (const [path, amount] of Object.entries({ amount_due, paid, refunded, 'rest.refund': refund })) {
    if (amount >= 0n) continue;
    const message = `${path} is ${fromMinor(amount, currency)}; it is zero or more.`;
    throw new BillingError('validation_failed', message, { errors: [{ path, message }] });
  }
}

function exceeds(refund: bigint, most: bigint, currency: string): BillingError {
  const [asked, left] = [fromMinor(refund, currency), fromMinor(most, currency)];
  const message = `rest.refund is ${asked}, but ${left} can be refunded: what was paid and not refunded yet, and is credited beyond the amount due; refund that or less.`;
  return new BillingError('refund_exceeds_payment', message, { errors: [{ path: 'rest.refund', message }] });
}
