import { BillingError } from '../errors/index.ts';
import { type AccountRole, type AccountType, ROLE_DEFINITIONS, type Side } from './account-roles.ts';
import type { Chart } from './chart.ts';
import { type Entry, type EntryLine, sidesByCurrency } from './entry.ts';

export type BalanceRow = {
  code: string;
  name: string;
  type: AccountType;
  currency: string;
  /** Sums of the two sides, minor units. */
  debit: bigint;
  credit: bigint;
  /** On the normal side of the account; below zero on the other. */
  balance: bigint;
};

export type TrialBalance = {
  rows: BalanceRow[];
  totals: { currency: string; debit: bigint; credit: bigint }[];
  /** Debits equal credits in every currency. */
  is_balanced: boolean;
};

/**
 * The sums of every account that moved, by code and currency, in minor units. Currencies are never added; nothing is
 * rounded.
 *
 * @throws BillingError invalid_chart when an entry names an account that the chart has not
 * @example
 * const topUp = { type: 'wallet_topped_up', source_id: 'w_1', currency: 'USD', posted_on: '2026-01-11', paid_through: 'bank', amount: 500n };
 * const balance = trialBalance([postEntry(LedgerEvent.parse(topUp), DEFAULT_CHART)], DEFAULT_CHART);
 * balance.rows.map(({ code, balance }) => `${code} ${balance}`) // ['1000 500', '2110 500']
 * balance.totals // [{ currency: 'USD', debit: 500n, credit: 500n }]
 */
export function trialBalance(entries: readonly Entry[], chart: Chart): TrialBalance {
  const lines = entries.flatMap((entry) => entry.lines);
  const rows = [...Map.groupBy(lines, ({ account }) => account)].flatMap(([code, ofAccount]) =>
    [...sidesByCurrency(ofAccount)].map(([currency, sums]) => toRow(chart, code, currency, sums)),
  );
  rows.sort((left, right) => compare(left.code, right.code) || compare(left.currency, right.currency));
  const totals = [...sidesByCurrency(lines)].map(([currency, sums]) => ({ currency, ...sums }));
  totals.sort((left, right) => compare(left.currency, right.currency));
  return { rows, totals, is_balanced: totals.every(({ debit, credit }) => debit === credit) };
}

/**
 * What stands in the accounts of a role, in minor units of one currency, on the side that raises them: receivables owed,
 * credit the customers have. Narrowed to an invoice, a customer or a key where they are given.
 *
 * @example
 * const topUp = { type: 'wallet_topped_up', source_id: 'w_1', currency: 'USD', posted_on: '2026-01-11', paid_through: 'bank', amount: 500n };
 * const entries = [postEntry(LedgerEvent.parse(topUp), DEFAULT_CHART)];
 * balanceOf(entries, 'wallet_prepaid', 'USD') // 500n
 * balanceOf(entries, 'wallet_prepaid', 'EUR') // 0n
 */
export function balanceOf(
  entries: readonly Entry[],
  role: AccountRole,
  currency: string,
  narrowed: { invoice_id?: string; customer_id?: string; key?: string } = {},
): bigint {
  const { invoice_id, customer_id, key } = narrowed;
  let balance = 0n;
  for (const entry of entries) {
    if (customer_id !== undefined && entry.customer_id !== customer_id) continue;
    for (const line of entry.lines) {
      if (line.role !== role || line.currency !== currency) continue;
      if (invoice_id !== undefined && line.invoice_id !== invoice_id) continue;
      if (key !== undefined && line.key !== key) continue;
      balance += onSide(ROLE_DEFINITIONS[role].normal_side, line);
    }
  }
  return balance;
}

function onSide(normal: Side, { side, amount }: EntryLine): bigint {
  return side === normal ? amount : -amount;
}

function toRow({ accounts }: Chart, code: string, currency: string, sums: Record<Side, bigint>): BalanceRow {
  const account = accounts.find((candidate) => candidate.code === code);
  if (account === undefined) {
    throw new BillingError('invalid_chart', `the chart has no account "${code}", which entries name; add it.`);
  }
  const { name, type, normal_side } = account;
  const balance = normal_side === 'debit' ? sums.debit - sums.credit : sums.credit - sums.debit;
  return { code, name, type, currency, ...sums, balance };
}

function compare(left: string, right: string): number {
  return Number(left > right) - Number(left < right);
}
