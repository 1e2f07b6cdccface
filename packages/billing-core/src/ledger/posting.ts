import type { AccountRole, Side } from './account-roles.ts';

/** Why a line is there. Stored for ever, so none is taken back. */
export type PostingReason =
  | 'invoice'
  | 'revenue'
  | 'deferral'
  | 'discount'
  | 'tax'
  | 'cash_rounding'
  | 'top_up'
  | 'credit_offset'
  | 'credit_granted'
  | 'refund_due'
  | 'payment'
  | 'settlement'
  | 'overpayment'
  | 'conversion'
  | 'gateway_fee'
  | 'payout'
  | 'credit_applied'
  | 'unapplied'
  | 'refund'
  | 'reopened'
  | 'draw_down'
  | 'breakage'
  | 'grant'
  | 'dispute'
  | 'write_off'
  | 'tax_relief'
  | 'recovery'
  | 'exchange_difference'
  | 'recognition';

/** A line to be, by the role of its account. The amount may be zero or below; the entry turns and drops such lines. */
export type Posting = {
  role: AccountRole;
  side: Side;
  amount: bigint;
  reason: PostingReason;
  /** Narrows the role: jurisdiction, category, gateway. */
  key?: string | null;
  /** Of the event unless given. */
  currency?: string;
  invoice_id?: string;
};

type About = Pick<Posting, 'key' | 'currency' | 'invoice_id'>;

export function debit(role: AccountRole, amount: bigint, reason: PostingReason, about: About = {}): Posting {
  return { role, side: 'debit', amount, reason, ...about };
}

export function credit(role: AccountRole, amount: bigint, reason: PostingReason, about: About = {}): Posting {
  return { role, side: 'credit', amount, reason, ...about };
}

/** Turns a posting round: what a credit note does to an invoice. */
export function turned(posting: Posting): Posting {
  return { ...posting, side: otherSide(posting.side) };
}

export function otherSide(side: Side): Side {
  return side === 'debit' ? 'credit' : 'debit';
}

/** The sum of parts, in minor units. */
export function sumOf(parts: readonly { amount: bigint }[]): bigint {
  return parts.reduce((sum, { amount }) => sum + amount, 0n);
}
