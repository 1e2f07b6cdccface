import type { LocalDate } from '../time/index.ts';

/** An invoice that credit may pay. Minor units. */
export type PayableInvoice = { id: string; due_date: LocalDate; issue_date: LocalDate; amount_due: bigint };

export type CreditUse = { id: string; amount: bigint };

/**
 * Which invoices a credit balance pays, and how much of each: the one that is due first before the others, then the one
 * that was issued first, each up to what is due. All in minor units of one currency; nothing is rounded.
 *
 * @example
 * const rent = { id: 'a', due_date: '2026-03-31', issue_date: '2026-03-01', amount_due: 5000n };
 * const setup = { id: 'b', due_date: '2026-03-15', issue_date: '2026-03-01', amount_due: 2000n };
 * planCreditUse(3000n, [rent, setup]) // [{ id: 'b', amount: 2000n }, { id: 'a', amount: 1000n }]
 * planCreditUse(0n, [rent, setup]) // []
 */
export function planCreditUse(balance: bigint, invoices: readonly PayableInvoice[]): CreditUse[] {
  const uses: CreditUse[] = [];
  let left = balance;
  for (const { id, amount_due } of [...invoices].sort(byDue)) {
    const whole = amount_due <= left;
    const amount = whole ? amount_due : left;
    if (amount <= 0n) continue;
    uses.push({ id, amount });
    left -= amount;
  }
  return uses;
}

/** Ids of invoices carry their time, so they settle what days leave open. */
function byDue(left: PayableInvoice, right: PayableInvoice): number {
  return (
    left.due_date.localeCompare(right.due_date) ||
    left.issue_date.localeCompare(right.issue_date) ||
    left.id.localeCompare(right.id)
  );
}
