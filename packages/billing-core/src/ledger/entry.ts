import { BillingError } from '../errors/index.ts';
import { assertStorable } from '../money/index.ts';
import type { LocalDate } from '../time/index.ts';
import type { AccountRole, Side } from './account-roles.ts';
import { accountFor, type Chart } from './chart.ts';
import type { LedgerEventType } from './event-schema.ts';
import { otherSide, type Posting, type PostingReason } from './posting.ts';

export type EntryLine = {
  /** The code of the account in the company's chart. */
  readonly account: string;
  readonly role: AccountRole;
  /** What narrows the role: jurisdiction, category, gateway. */
  readonly key: string | null;
  readonly side: Side;
  /** Minor units of `currency`, above zero. */
  readonly amount: bigint;
  readonly currency: string;
  readonly reason: PostingReason;
  /** Of receivables: the invoice that owes. */
  readonly invoice_id: string | null;
};

/** What one event does to the books. Never changed; a wrong one is reversed. */
export type Entry = {
  readonly event: LedgerEventType;
  readonly source_id: string;
  readonly customer_id: string | null;
  readonly posted_on: LocalDate;
  readonly lines: readonly EntryLine[];
  /** True for the entry that takes another one back. */
  readonly is_reversal: boolean;
};

/** Lines in the order of books: debits first. Equal ones are one line, nothing is no line, below zero is the other side. */
export function toLines(postings: readonly Posting[], currency: string, chart: Chart): EntryLine[] {
  const lines = new Map<string, EntryLine>();
  for (const posting of postings) {
    if (posting.amount === 0n) continue;
    const line = toLine(posting, currency, chart);
    const name = JSON.stringify([
      line.account,
      line.role,
      line.key,
      line.side,
      line.currency,
      line.reason,
      line.invoice_id,
    ]);
    const amount = assertStorable(line.amount + (lines.get(name)?.amount ?? 0n));
    lines.set(name, { ...line, amount });
  }
  const all = [...lines.values()];
  return [...all.filter(({ side }) => side === 'debit'), ...all.filter(({ side }) => side === 'credit')];
}

function toLine(posting: Posting, currency: string, chart: Chart): EntryLine {
  const { role, side, amount, reason, key = null } = posting;
  return {
    account: accountFor(chart, role, key),
    role,
    key,
    side: amount < 0n ? otherSide(side) : side,
    amount: amount < 0n ? -amount : amount,
    currency: posting.currency ?? currency,
    reason,
    invoice_id: posting.invoice_id ?? null,
  };
}

/** The sums of both sides, by currency. */
export function sidesByCurrency(lines: readonly EntryLine[]): Map<string, Record<Side, bigint>> {
  const sums = new Map<string, Record<Side, bigint>>();
  for (const { currency, side, amount } of lines) {
    const sum = sums.get(currency) ?? { debit: 0n, credit: 0n };
    sum[side] += amount;
    sums.set(currency, sum);
  }
  return sums;
}

/**
 * True when debits equal credits in every currency, and every amount is above zero.
 * @example
 * const line = { account: '1000', role: 'cash', key: null, amount: 5n, currency: 'USD', reason: 'payment', invoice_id: null };
 * isBalanced([{ ...line, side: 'debit' }, { ...line, side: 'credit' }]) // true
 * isBalanced([{ ...line, side: 'debit' }, { ...line, side: 'credit', currency: 'EUR' }]) // false
 */
export function isBalanced(lines: readonly EntryLine[]): boolean {
  if (lines.some(({ amount }) => amount <= 0n)) return false;
  return [...sidesByCurrency(lines).values()].every((sum) => sum.debit === sum.credit);
}

/** @throws BillingError unbalanced_entry */
export function assertBalanced(lines: readonly EntryLine[], what: string): void {
  if (isBalanced(lines)) return;
  const sums = [...sidesByCurrency(lines)].map(([currency, sum]) => `${sum.debit} and ${sum.credit} ${currency}`);
  throw new BillingError(
    'unbalanced_entry',
    `debits and credits of ${what} are ${sums.join(', ')}; they must be equal.`,
  );
}
