import { describe, expect, test } from 'vitest';
import { codeOf } from '../../test/error-code.ts';
import { about, figures, linesOf, post } from '../../test/ledger-lines.ts';
import { assertBalanced } from './entry.ts';
import { balanceOf, DEFAULT_CHART, isBalanced, LedgerEvent, reverseEntry, trialBalance } from './index.ts';

describe('an entry', () => {
  test('is taken back by its reversal, which says so, and which can be taken back itself', () => {
    const entry = post({ type: 'invoice_finalized', ...figures });
    const reversal = reverseEntry(entry, '2026-02-01');
    expect(reversal).toMatchObject({ event: 'invoice_finalized', posted_on: '2026-02-01', is_reversal: true });
    expect(linesOf(reversal)[0]).toBe('debit tax_payable/FR 200 tax');
    expect(linesOf(reversal).at(-1)).toBe('credit accounts_receivable 25298 invoice [src_1]');
    expect(reverseEntry(reversal, entry.posted_on)).toEqual(entry);
  });

  test('never holds an amount that the database could not', () => {
    const lines = [{ amount: 2n ** 63n }];
    expect(codeOf(() => post({ type: 'invoice_finalized', lines, total: 2n ** 63n }))).toBe('amount_out_of_range');
  });

  test('is balanced only with equal sides in each currency and amounts above zero', () => {
    const [line] = post({ type: 'wallet_expired', amount: 5n }).lines;
    if (line === undefined) throw new Error('the event has lines');
    expect(isBalanced([])).toBe(true);
    expect(isBalanced([line])).toBe(false);
    expect(isBalanced([line, { ...line, side: 'credit', amount: 4n }])).toBe(false);
    expect(isBalanced([line, { ...line, side: 'credit', currency: 'USD' }])).toBe(false);
    expect(isBalanced([line, { ...line, side: 'credit' }])).toBe(true);
    const zero = { ...line, amount: 0n };
    expect(isBalanced([zero, { ...zero, side: 'credit' }])).toBe(false);
    expect(codeOf(() => assertBalanced([line], 'an entry of one line'))).toBe('unbalanced_entry');
  });

  test('is counted for an invoice, a customer or a key', () => {
    const other = {
      ...figures,
      lines: [{ amount: 100n }],
      taxes: [{ jurisdiction: 'FR', amount: 5n }],
      cash_rounding: 0n,
    };
    const entries = [
      post({ type: 'invoice_finalized', ...figures }),
      post({ type: 'invoice_finalized', ...other, total: 105n, source_id: 'src_2', customer_id: 'cus_2' }),
    ];
    const balance = (role: 'accounts_receivable' | 'tax_payable', narrowed: object) =>
      balanceOf(entries, role, 'EUR', narrowed);
    expect(balance('accounts_receivable', {})).toBe(25_403n);
    expect(balance('accounts_receivable', { invoice_id: 'src_2' })).toBe(105n);
    expect(balance('accounts_receivable', { customer_id: 'cus_1' })).toBe(25_298n);
    expect(balance('tax_payable', { key: 'FR' })).toBe(205n);
    expect(balance('tax_payable', { key: 'FR', customer_id: 'cus_2' })).toBe(5n);
    expect(balanceOf(entries, 'tax_payable', 'USD')).toBe(0n);
  });
});

describe('a trial balance', () => {
  const lines = [{ amount: 100n }];
  const invoice = { type: 'invoice_finalized', lines, total: 100n };
  const entries = [
    post({ type: 'wallet_topped_up', paid_through: 'bank', amount: 7n, currency: 'USD' }),
    post({ ...invoice, currency: 'USD' }),
    post(invoice),
    post({
      type: 'payment_received',
      paid_through: 'bank',
      amount: 30n,
      allocations: [{ invoice_id: 'in_1', amount: 30n }],
    }),
  ];

  test('has a row for each account and currency that moved, in order, on its normal side', () => {
    const { rows, totals, is_balanced } = trialBalance(entries, DEFAULT_CHART);
    expect(
      rows.map((row) => `${row.code} ${row.currency} ${row.debit} ${row.credit} ${row.balance} ${row.type}`),
    ).toEqual([
      '1000 EUR 30 0 30 asset',
      '1000 USD 7 0 7 asset',
      '1100 EUR 100 30 70 asset',
      '1100 USD 100 0 100 asset',
      '2110 USD 0 7 7 liability',
      '4000 EUR 0 100 100 income',
      '4000 USD 0 100 100 income',
    ]);
    expect(totals).toEqual([
      { currency: 'EUR', debit: 130n, credit: 130n },
      { currency: 'USD', debit: 107n, credit: 107n },
    ]);
    expect(is_balanced).toBe(true);
    expect(rows[0]?.name).toBe('Bank');
  });

  test('is the same in whatever order the entries come', () => {
    expect(trialBalance(entries.toReversed(), DEFAULT_CHART)).toEqual(trialBalance(entries, DEFAULT_CHART));
  });

  test('says when something is missing', () => {
    const [first, ...rest] = entries;
    if (first === undefined) throw new Error('there are entries');
    const torn = { ...first, lines: first.lines.slice(1) };
    expect(trialBalance([torn, ...rest], DEFAULT_CHART).is_balanced).toBe(false);
    expect(trialBalance([], DEFAULT_CHART)).toEqual({ rows: [], totals: [], is_balanced: true });
  });
});

describe('the words of an event', () => {
  test('are read from JSON as they are from the core', () => {
    const event = LedgerEvent.parse({ ...about, type: 'wallet_expired', amount: '500' });
    expect(event).toEqual(LedgerEvent.parse({ ...about, type: 'wallet_expired', amount: 500n }));
    const text = JSON.stringify(event, (_key, value) => (typeof value === 'bigint' ? value.toString() : value));
    expect(LedgerEvent.parse(JSON.parse(text))).toEqual(event);
  });

  test.each([
    ['no amount at all', { type: 'wallet_expired', amount: 0n }],
    ['an amount below zero', { type: 'wallet_expired', amount: '-5' }],
    ['a float', { type: 'wallet_expired', amount: 5.5 }],
    ['another word', { type: 'wallet_lost', amount: 5n }],
    ['a word too many', { type: 'wallet_expired', amount: 5n, tax: 1n }],
    ['a negative discount', { type: 'revenue_recognized', amount: 5n, discount: -1n }],
    ['an unknown currency', { type: 'wallet_expired', amount: 5n, currency: 'XYZ' }],
    ['a day that does not exist', { type: 'wallet_expired', amount: 5n, posted_on: '2026-02-30' }],
    ['nothing to apply', { type: 'credit_applied', allocations: [] }],
    [
      'a rate of zero',
      {
        type: 'exchange_difference',
        invoice_id: 'i',
        invoice_currency: 'USD',
        amount: 1n,
        invoice_rate: '0.0',
        payment_rate: '1',
      },
    ],
    [
      'a rate that is no decimal',
      {
        type: 'exchange_difference',
        invoice_id: 'i',
        invoice_currency: 'USD',
        amount: 1n,
        invoice_rate: '1e3',
        payment_rate: '1',
      },
    ],
  ])('do not allow %s', (_what, words) => {
    expect(LedgerEvent.safeParse({ ...about, ...words }).success).toBe(false);
  });
});
