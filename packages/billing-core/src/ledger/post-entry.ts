import type { Chart } from './chart.ts';
import { assertBalanced, type Entry, toLines } from './entry.ts';
import type { EventOf, LedgerEvent, LedgerEventType } from './event-schema.ts';
import type { Posting } from './posting.ts';
import { disputeLost, disputeOpened, disputeWon } from './postings/disputes.ts';
import { creditNoteIssued, invoiceFinalized, invoiceVoided } from './postings/document.ts';
import { exchangeDifference } from './postings/exchange.ts';
import { creditApplied, paymentReceived, paymentUnapplied, payoutReceived, refundPaid } from './postings/payments.ts';
import { revenueDeferred, revenueRecognized } from './postings/revenue.ts';
import { creditGranted, walletDrawnDown, walletExpired, walletToppedUp } from './postings/wallets.ts';
import { invoiceWrittenOff, writeOffRecovered } from './postings/write-offs.ts';

type Rules = { [Type in LedgerEventType]: (event: EventOf<Type>) => Posting[] };

/** The posting rules: the table of contents of the ledger. */
const RULES: Rules = {
  invoice_finalized: invoiceFinalized,
  invoice_voided: invoiceVoided,
  credit_note_issued: creditNoteIssued,
  payment_received: paymentReceived,
  payment_unapplied: paymentUnapplied,
  credit_applied: creditApplied,
  payout_received: payoutReceived,
  refund_paid: refundPaid,
  wallet_topped_up: walletToppedUp,
  wallet_drawn_down: walletDrawnDown,
  wallet_expired: walletExpired,
  credit_granted: creditGranted,
  dispute_opened: disputeOpened,
  dispute_won: disputeWon,
  dispute_lost: disputeLost,
  invoice_written_off: invoiceWrittenOff,
  write_off_recovered: writeOffRecovered,
  exchange_difference: exchangeDifference,
  revenue_deferred: revenueDeferred,
  revenue_recognized: revenueRecognized,
};

/**
 * The entry of a money event: debits equal credits in every currency, each amount is above zero minor units, each line
 * says why it is there. Nothing is rounded, but an exchange difference, which says how. An event that moves nothing (a
 * free invoice) has no lines and need not be stored.
 *
 * Double entry as in IAS 1 and IFRS 15: a contract liability until it is earned, tax as a liability of each jurisdiction.
 *
 * @throws BillingError unbalanced_entry when the figures of the event do not add up; invalid_chart; amount_out_of_range
 * @example
 * const event = LedgerEvent.parse({
 *   type: 'invoice_finalized', source_id: 'in_1', currency: 'EUR', posted_on: '2026-01-11', total: 10710n,
 *   lines: [{ amount: 10000n, discount: 1000n }], taxes: [{ jurisdiction: 'DE', amount: 1710n }],
 * });
 * postEntry(event, DEFAULT_CHART).lines.map(({ side, account, amount }) => `${side} ${account} ${amount}`) // ['debit 1100 10710', 'debit 4090 1000', 'credit 4000 10000', 'credit 2200 1710']
 * postEntry({ ...event, total: 1n }, DEFAULT_CHART) // throws unbalanced_entry
 */
export function postEntry(event: LedgerEvent, chart: Chart): Entry {
  const rule = RULES[event.type] as (event: LedgerEvent) => Posting[];
  const lines = toLines(rule(event), event.currency, chart);
  assertBalanced(lines, `${event.type} "${event.source_id}"`);
  const { source_id, customer_id, posted_on } = event;
  return { event: event.type, source_id, customer_id, posted_on, lines, is_reversal: false };
}
