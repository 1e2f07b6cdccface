import type { EventOf } from '../event-schema.ts';
import { credit, debit, type Posting, sumOf } from '../posting.ts';
import { assertParts, assertWithin, perInvoice } from './parts.ts';

type Way = { paid_through: 'bank' | 'gateway'; gateway: string | null };

/** Where money arrives and leaves: at the bank, or at a gateway that pays it out later. */
export function placeOf({ paid_through, gateway }: Way) {
  return paid_through === 'bank'
    ? ({ role: 'cash', key: null } as const)
    : ({ role: 'gateway_clearing', key: gateway } as const);
}

/** Money arrives: what the payer sent in full, less the fee that the gateway kept of it. */
export function moneyIn(
  event: Way & { fee: bigint; currency: string },
  amount: bigint,
  reason: 'payment' | 'top_up' | 'recovery',
  currency = event.currency,
): Posting[] {
  const { role, key } = placeOf(event);
  return [
    debit(role, amount, reason, { key, currency }),
    debit('gateway_fees', event.fee, 'gateway_fee', { key: event.gateway, currency }),
    credit(role, event.fee, 'gateway_fee', { key, currency }),
  ];
}

/** Debit the money, credit the invoices it settles; what is more than they owe is the customer's. */
export function paymentReceived(event: EventOf<'payment_received'>): Posting[] {
  const { amount, allocations, received } = event;
  const settled = sumOf(allocations);
  assertWithin(event, 'allocations', settled, amount);
  return [
    ...(received === null
      ? moneyIn(event, amount, 'payment')
      : [...moneyIn(event, received.amount, 'payment', received.currency), ...converted(amount, received)]),
    ...perInvoice(credit, allocations, 'settlement'),
    credit('customer_credit', amount - settled, 'overpayment'),
  ];
}

/** Money of one currency for a debt in another: the clearing account stands between, so that each currency balances. */
function converted(amount: bigint, received: { currency: string; amount: bigint }): Posting[] {
  return [
    credit('exchange_clearing', received.amount, 'conversion', { currency: received.currency }),
    debit('exchange_clearing', amount, 'conversion'),
  ];
}

/** A payment leaves an invoice, because that was voided, and waits in the credit balance. */
export function paymentUnapplied({ allocations }: EventOf<'payment_unapplied'>): Posting[] {
  return [...perInvoice(debit, allocations, 'unapplied'), credit('customer_credit', sumOf(allocations), 'unapplied')];
}

export function creditApplied({ allocations }: EventOf<'credit_applied'>): Posting[] {
  return [
    debit('customer_credit', sumOf(allocations), 'credit_applied'),
    ...perInvoice(credit, allocations, 'credit_applied'),
  ];
}

/** `amount` left the gateway; the fee was kept of it, the rest is at the bank. */
export function payoutReceived(event: EventOf<'payout_received'>): Posting[] {
  const { amount, fee, gateway } = event;
  assertWithin(event, 'fee', fee, amount);
  return [
    debit('cash', amount - fee, 'payout'),
    debit('gateway_fees', fee, 'gateway_fee', { key: gateway }),
    credit('gateway_clearing', amount, 'payout', { key: gateway }),
  ];
}

export function refundPaid(event: EventOf<'refund_paid'>): Posting[] {
  const { out_of, amount, allocations } = event;
  const { role, key } = placeOf(event);
  assertParts(event, 'allocations', sumOf(allocations), out_of === 'invoices' ? amount : 0n);
  return [
    ...(out_of === 'invoices' ? perInvoice(debit, allocations, 'reopened') : [debit(out_of, amount, 'refund')]),
    credit(role, amount, 'refund', { key }),
  ];
}
