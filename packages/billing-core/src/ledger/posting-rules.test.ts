import { describe, expect, test } from 'vitest';
import { figures, linesOf, post, posted, refused } from '../../test/ledger-lines.ts';

describe('an invoice', () => {
  test('owes its total and books each line, discount, tax and rounding where it belongs', () => {
    expect(posted({ type: 'invoice_finalized', ...figures })).toEqual([
      'debit accounts_receivable 25298 invoice [src_1]',
      'debit discounts_given/support 1000 discount',
      'debit discounts_given 500 discount',
      'debit revenue 300 revenue',
      'debit rounding 2 cash_rounding',
      'credit revenue/support 10000 revenue',
      'credit deferred_revenue/plans 10000 deferral',
      'credit wallet_prepaid 5000 top_up',
      'credit tax_payable/DE 1900 tax',
      'credit tax_payable/FR 200 tax',
    ]);
  });

  test('is voided by its mirror, line by line', () => {
    const turned = posted({ type: 'invoice_voided', ...figures });
    expect(turned).toHaveLength(10);
    const opposite = linesOf(post({ type: 'invoice_finalized', ...figures })).map((line) =>
      line.startsWith('debit') ? line.replace('debit', 'credit') : line.replace('credit', 'debit'),
    );
    expect(turned.toSorted()).toEqual(opposite.toSorted());
  });

  test('rounded up by coins earns the difference', () => {
    expect(posted({ type: 'invoice_finalized', lines: [{ amount: 98n }], cash_rounding: 2n, total: 100n })).toEqual([
      'debit accounts_receivable 100 invoice [src_1]',
      'credit revenue 98 revenue',
      'credit rounding 2 cash_rounding',
    ]);
  });

  test('of several lines of one kind has one line for them', () => {
    const lines = [{ amount: 100n }, { amount: 250n }, { amount: 50n, category: 'support' }];
    expect(posted({ type: 'invoice_finalized', lines, total: 400n })).toEqual([
      'debit accounts_receivable 400 invoice [src_1]',
      'credit revenue 350 revenue',
      'credit revenue/support 50 revenue',
    ]);
  });

  test('below zero owes nothing, and gives credit', () => {
    expect(posted({ type: 'invoice_finalized', lines: [{ amount: -100n }, { amount: 40n }], total: -60n })).toEqual([
      'debit revenue 100 revenue',
      'credit customer_credit 60 credit_granted',
      'credit revenue 40 revenue',
    ]);
    expect(posted({ type: 'invoice_voided', lines: [{ amount: -100n }], total: -100n })).toEqual([
      'debit customer_credit 100 credit_granted',
      'credit revenue 100 revenue',
    ]);
    expect(
      posted({ type: 'credit_note_issued', lines: [{ amount: -100n }], total: -100n, account_credit: -100n }),
    ).toEqual(['debit customer_credit 100 credit_granted', 'credit revenue 100 revenue']);
  });

  test('of nothing moves nothing, and one that is free of charge shows what was given away', () => {
    expect(posted({ type: 'invoice_finalized', total: 0n })).toEqual([]);
    expect(posted({ type: 'invoice_finalized', lines: [{ amount: 100n, discount: 100n }], total: 0n })).toEqual([
      'debit discounts_given 100 discount',
      'credit revenue 100 revenue',
    ]);
  });

  test('whose figures do not add up is refused', () => {
    expect(refused({ type: 'invoice_finalized', ...figures, total: 25_299n })).toBe('total');
    expect(refused({ type: 'credit_note_issued', ...figures, total: 25_299n, refund: 25_299n })).toBe('total');
  });

  test('says when and about what it was posted', () => {
    const { event, source_id, customer_id, posted_on, is_reversal } = post({ type: 'invoice_finalized', total: 0n });
    expect({ event, source_id, customer_id, posted_on, is_reversal }).toEqual({
      event: 'invoice_finalized',
      source_id: 'src_1',
      customer_id: 'cus_1',
      posted_on: '2026-01-11',
      is_reversal: false,
    });
  });
});

describe('a credit note', () => {
  const note = {
    type: 'credit_note_issued',
    lines: [{ amount: 1000n }],
    taxes: [{ jurisdiction: 'DE', amount: 190n }],
  };

  test('lowers invoices, raises the credit balance and is paid back, in any mixture', () => {
    const offset = [
      { invoice_id: 'in_1', amount: 500n },
      { invoice_id: 'in_2', amount: 90n },
    ];
    expect(posted({ ...note, total: 1190n, offset, account_credit: 400n, refund: 200n })).toEqual([
      'debit revenue 1000 revenue',
      'debit tax_payable/DE 190 tax',
      'credit accounts_receivable 500 credit_offset [in_1]',
      'credit accounts_receivable 90 credit_offset [in_2]',
      'credit customer_credit 400 credit_granted',
      'credit refunds_payable 200 refund_due',
    ]);
  });

  test('goes somewhere, all of it', () => {
    expect(refused({ ...note, total: 1190n, account_credit: 1189n })).toBe('offset, account_credit and refund');
    expect(refused({ ...note, total: 1190n, refund: 1191n })).toBe('offset, account_credit and refund');
  });

  test('of a discounted and deferred line takes back both', () => {
    const lines = [
      { amount: 900n, discount: 90n },
      { amount: 100n, discount: 10n, recognition: 'deferred' },
    ];
    expect(posted({ type: 'credit_note_issued', lines, total: 900n, refund: 900n })).toEqual([
      'debit revenue 900 revenue',
      'debit deferred_revenue 90 deferral',
      'credit discounts_given 90 discount',
      'credit refunds_payable 900 refund_due',
    ]);
  });
});

describe('a payment', () => {
  const allocations = [{ invoice_id: 'in_1', amount: 700n }];

  test('settles invoices, and what is too much is the customer’s', () => {
    expect(posted({ type: 'payment_received', paid_through: 'bank', amount: 1000n, allocations })).toEqual([
      'debit cash 1000 payment',
      'credit accounts_receivable 700 settlement [in_1]',
      'credit customer_credit 300 overpayment',
    ]);
  });

  test('over a gateway waits in its clearing account, less the fee', () => {
    const way = { paid_through: 'gateway', gateway: 'stripe', fee: 23n };
    expect(posted({ type: 'payment_received', ...way, amount: 700n, allocations })).toEqual([
      'debit gateway_clearing/stripe 700 payment',
      'debit gateway_fees/stripe 23 gateway_fee',
      'credit gateway_clearing/stripe 23 gateway_fee',
      'credit accounts_receivable 700 settlement [in_1]',
    ]);
    expect(posted({ type: 'payout_received', gateway: 'stripe', amount: 677n, fee: 7n })).toEqual([
      'debit cash 670 payout',
      'debit gateway_fees/stripe 7 gateway_fee',
      'credit gateway_clearing/stripe 677 payout',
    ]);
  });

  test('in another currency balances in each of the two', () => {
    const received = { currency: 'USD', amount: 810n };
    const way = { paid_through: 'gateway', gateway: 'stripe', fee: 10n };
    expect(posted({ type: 'payment_received', ...way, amount: 700n, allocations, received })).toEqual([
      'debit gateway_clearing/stripe 810 USD payment',
      'debit gateway_fees/stripe 10 USD gateway_fee',
      'debit exchange_clearing 700 conversion',
      'credit gateway_clearing/stripe 10 USD gateway_fee',
      'credit exchange_clearing 810 USD conversion',
      'credit accounts_receivable 700 settlement [in_1]',
    ]);
  });

  test('never settles more than it is', () => {
    expect(refused({ type: 'payment_received', paid_through: 'bank', amount: 699n, allocations })).toBe('allocations');
    expect(refused({ type: 'payout_received', amount: 5n, fee: 6n })).toBe('fee');
    expect(posted({ type: 'payout_received', amount: 6n, fee: 6n })).toHaveLength(2);
  });

  test('of a voided invoice becomes credit, which pays another one', () => {
    expect(posted({ type: 'payment_unapplied', allocations })).toEqual([
      'debit accounts_receivable 700 unapplied [in_1]',
      'credit customer_credit 700 unapplied',
    ]);
    expect(posted({ type: 'credit_applied', allocations: [{ invoice_id: 'in_2', amount: 600n }] })).toEqual([
      'debit customer_credit 600 credit_applied',
      'credit accounts_receivable 600 credit_applied [in_2]',
    ]);
  });

  test('is refunded out of what is owed to the customer, or opens its invoices again', () => {
    const bank = { type: 'refund_paid', paid_through: 'bank', amount: 700n };
    for (const out_of of ['refunds_payable', 'customer_credit', 'wallet_prepaid']) {
      expect(posted({ ...bank, out_of })).toEqual([`debit ${out_of} 700 refund`, 'credit cash 700 refund']);
    }
    const gateway = { ...bank, paid_through: 'gateway', gateway: 'stripe' };
    expect(posted({ ...gateway, out_of: 'invoices', allocations })).toEqual([
      'debit accounts_receivable 700 reopened [in_1]',
      'credit gateway_clearing/stripe 700 refund',
    ]);
    expect(refused({ ...bank, out_of: 'invoices' })).toBe('allocations');
    expect(refused({ ...bank, out_of: 'refunds_payable', allocations })).toBe('allocations');
  });
});

describe('a wallet', () => {
  test('is owed when it is topped up, pays invoices, and is earned when it expires', () => {
    const way = { paid_through: 'gateway', gateway: 'stripe', fee: 3n };
    expect(posted({ type: 'wallet_topped_up', ...way, amount: 100n })).toEqual([
      'debit gateway_clearing/stripe 100 top_up',
      'debit gateway_fees/stripe 3 gateway_fee',
      'credit gateway_clearing/stripe 3 gateway_fee',
      'credit wallet_prepaid 100 top_up',
    ]);
    expect(posted({ type: 'wallet_drawn_down', allocations: [{ invoice_id: 'in_1', amount: 60n }] })).toEqual([
      'debit wallet_prepaid 60 draw_down',
      'credit accounts_receivable 60 draw_down [in_1]',
    ]);
    expect(posted({ type: 'wallet_expired', amount: 40n })).toEqual([
      'debit wallet_prepaid 40 breakage',
      'credit breakage 40 breakage',
    ]);
  });

  test('or a balance may be a gift, which is a discount and no revenue when it expires', () => {
    for (const to of ['wallet_prepaid', 'customer_credit'])
      expect(posted({ type: 'credit_granted', to, amount: 40n })).toEqual([
        'debit discounts_given 40 grant',
        `credit ${to} 40 grant`,
      ]);
    expect(posted({ type: 'wallet_expired', amount: 40n, granted: 30n })).toEqual([
      'debit wallet_prepaid 40 breakage',
      'credit breakage 10 breakage',
      'credit discounts_given 30 grant',
    ]);
    expect(posted({ type: 'wallet_expired', amount: 40n, granted: 40n })).toHaveLength(2);
    expect(refused({ type: 'wallet_expired', amount: 40n, granted: 41n })).toBe('granted');
  });
});
