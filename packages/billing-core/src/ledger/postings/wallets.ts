import type { EventOf } from '../event-schema.ts';
import { credit, debit, type Posting, sumOf } from '../posting.ts';
import { assertWithin, perInvoice } from './parts.ts';
import { moneyIn } from './payments.ts';

/** Paid before it is used: owed to the customer, no revenue. One that is invoiced is a line of that invoice instead. */
export function walletToppedUp(event: EventOf<'wallet_topped_up'>): Posting[] {
  return [...moneyIn(event, event.amount, 'top_up'), credit('wallet_prepaid', event.amount, 'top_up')];
}

export function walletDrawnDown({ allocations }: EventOf<'wallet_drawn_down'>): Posting[] {
  return [debit('wallet_prepaid', sumOf(allocations), 'draw_down'), ...perInvoice(credit, allocations, 'draw_down')];
}

/** IFRS 15.B46: what will never be asked for is revenue once the right to it has ended; a gift is only taken back. */
export function walletExpired(event: EventOf<'wallet_expired'>): Posting[] {
  const { amount, granted } = event;
  assertWithin(event, 'granted', granted, amount);
  return [
    debit('wallet_prepaid', amount, 'breakage'),
    credit('breakage', amount - granted, 'breakage'),
    credit('discounts_given', granted, 'grant'),
  ];
}

/** Credit for nothing lowers what its customer will pay, so it is a discount, given now. */
export function creditGranted({ amount, to }: EventOf<'credit_granted'>): Posting[] {
  return [debit('discounts_given', amount, 'grant'), credit(to, amount, 'grant')];
}
