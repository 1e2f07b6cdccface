import type { EventOf } from '../event-schema.ts';
import { credit, debit, type Posting, sumOf } from '../posting.ts';
import { assertParts, perInvoice } from './parts.ts';

/** The gateway takes the money back at once and asks for a fee; whose it is will be decided. */
export function disputeOpened({ amount, fee, gateway }: EventOf<'dispute_opened'>): Posting[] {
  return [
    debit('dispute_clearing', amount, 'dispute', { key: gateway }),
    credit('gateway_clearing', amount, 'dispute', { key: gateway }),
    ...feeKept(fee, gateway),
  ];
}

export function disputeWon({ amount, fee_returned, gateway }: EventOf<'dispute_won'>): Posting[] {
  return [
    debit('gateway_clearing', amount, 'dispute', { key: gateway }),
    credit('dispute_clearing', amount, 'dispute', { key: gateway }),
    ...feeKept(-fee_returned, gateway),
  ];
}

/** The money is gone: the invoices are owed again, or the loss is borne, or a credit note has made it a refund. */
export function disputeLost(event: EventOf<'dispute_lost'>): Posting[] {
  const { amount, fee, gateway, borne_by, allocations } = event;
  assertParts(event, 'allocations', sumOf(allocations), borne_by === 'invoices' ? amount : 0n);
  return [
    ...(borne_by === 'invoices' ? perInvoice(debit, allocations, 'reopened') : [debit(borne_by, amount, 'dispute')]),
    credit('dispute_clearing', amount, 'dispute', { key: gateway }),
    ...feeKept(fee, gateway),
  ];
}

function feeKept(fee: bigint, gateway: string | null): Posting[] {
  return [
    debit('gateway_fees', fee, 'gateway_fee', { key: gateway }),
    credit('gateway_clearing', fee, 'gateway_fee', { key: gateway }),
  ];
}
