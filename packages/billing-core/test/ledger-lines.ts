import { expect } from 'vitest';
import { BillingError } from '../src/errors/index.ts';
import { DEFAULT_CHART, type Entry, isBalanced, LedgerEvent, postEntry } from '../src/ledger/index.ts';

export const about = { source_id: 'src_1', customer_id: 'cus_1', currency: 'EUR', posted_on: '2026-01-11' };

export function post(words: object): Entry {
  return postEntry(LedgerEvent.parse({ ...about, ...words }), DEFAULT_CHART);
}

/** `debit accounts_receivable 107 invoice [in_1]`, one text for each line. */
export function linesOf(entry: Entry): string[] {
  expect(isBalanced(entry.lines)).toBe(true);
  return entry.lines.map(({ side, role, key, amount, currency, reason, invoice_id }) => {
    const account = key === null ? role : `${role}/${key}`;
    const money = currency === 'EUR' ? `${amount}` : `${amount} ${currency}`;
    return `${side} ${account} ${money} ${reason}${invoice_id === null ? '' : ` [${invoice_id}]`}`;
  });
}

export const posted = (words: object) => linesOf(post(words));

/** The field that an event is refused for: its figures do not fit the others. */
export function refused(words: object): string {
  try {
    post(words);
  } catch (error) {
    if (!(error instanceof BillingError) || error.code !== 'unbalanced_entry') throw error;
    return (error.details.errors ?? []).map(({ path }) => path).join();
  }
  return 'nothing';
}

export const figures = {
  lines: [
    { amount: 10_000n, discount: 1000n, category: 'support' },
    { amount: 12_000n, discount: 2000n, recognition: 'deferred', category: 'plans' },
    { amount: 5000n, discount: 500n, recognition: 'wallet' },
    { amount: -300n },
  ],
  taxes: [
    { jurisdiction: 'DE', amount: 1900n },
    { jurisdiction: 'FR', amount: 200n },
  ],
  cash_rounding: -2n,
  total: 25_298n,
};
