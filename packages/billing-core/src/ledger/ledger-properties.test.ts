import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { anyStory, nameOf, type Story, type Tally, tell } from '../../test/ledger-story.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { decimalText, fromMinor, ROUNDING_MODES, roundQuotient } from '../money/index.ts';
import {
  balanceOf,
  DEFAULT_CHART,
  type Entry,
  endRecognition,
  explainExchangeDifference,
  isBalanced,
  LedgerEvent,
  planRecognition,
  postEntry,
  recognizedBy,
  reverseEntry,
  trialBalance,
} from './index.ts';

const CUSTOMERS = ['c0', 'c1'];
const MONEY = ['EUR', 'JPY'];

const always = (holds: (story: Story) => void) =>
  fc.assert(
    fc.property(anyStory, (commands) => void holds(tell(commands))),
    PROPERTY_RUNS,
  );

function expectTally({ entries }: Story, role: Parameters<typeof balanceOf>[1], tally: Tally): void {
  for (const customer_id of CUSTOMERS) {
    for (const currency of MONEY) {
      const expected = tally.get(nameOf(customer_id, currency)) ?? 0n;
      expect(balanceOf(entries, role, currency, { customer_id }), `${role} ${customer_id} ${currency}`).toBe(expected);
    }
  }
}

const expectNothing = (entries: readonly Entry[]) =>
  expect(trialBalance(entries, DEFAULT_CHART).rows.filter(({ balance }) => balance !== 0n)).toEqual([]);

describe('after any sequence of events', () => {
  test('every entry and the whole are balanced in each currency', () => {
    always(({ entries }) => {
      for (const { lines } of entries) expect(isBalanced(lines)).toBe(true);
      const { is_balanced, totals } = trialBalance(entries, DEFAULT_CHART);
      expect(is_balanced).toBe(true);
      for (const { debit, credit } of totals) expect(debit).toBe(credit);
    });
  });

  test('receivables are what open invoices owe, invoice by invoice', () => {
    always(({ entries, invoices }) => {
      for (const { id, currency, due } of invoices) {
        expect(balanceOf(entries, 'accounts_receivable', currency, { invoice_id: id })).toBe(due);
      }
      for (const currency of MONEY) {
        const open = invoices.filter((invoice) => invoice.currency === currency);
        const owed = open.reduce((sum, { due }) => sum + due, 0n);
        expect(balanceOf(entries, 'accounts_receivable', currency)).toBe(owed);
      }
    });
  });

  test('credit balances, wallets, refunds and disputes stand in their accounts, customer by customer', () => {
    always((story) => {
      expectTally(story, 'customer_credit', story.credit);
      expectTally(story, 'wallet_prepaid', story.wallet);
      expectTally(story, 'refunds_payable', story.refundsDue);
      expectTally(story, 'dispute_clearing', story.disputed);
      expectTally(story, 'bad_debt', story.badDebt);
      expectTally(story, 'tax_payable', story.tax);
    });
  });

  test('deferred and recognised revenue are what was invoiced, net of credits and gifts', () => {
    always(({ entries, invoices, gifts }) => {
      for (const currency of MONEY) {
        const given = CUSTOMERS.reduce((sum, customer) => sum + (gifts.get(nameOf(customer, currency)) ?? 0n), 0n);
        const of = invoices.filter((invoice) => invoice.currency === currency);
        const net = (which: 'earned' | 'deferred') =>
          of.reduce((sum, invoice) => sum + invoice[which].amount - invoice[which].discount, 0n);
        const balance = (role: 'deferred_revenue' | 'revenue' | 'discounts_given') =>
          balanceOf(entries, role, currency);
        expect(balance('deferred_revenue')).toBe(net('deferred'));
        expect(balance('revenue') - balance('discounts_given')).toBe(net('earned') - given);
      }
    });
  });

  test('reversals of all of them leave nothing in any account', () => {
    always(({ entries }) => expectNothing([...entries, ...entries.map((entry) => reverseEntry(entry, '2026-12-31'))]));
  });
});

const anyLine = fc.record({
  amount: fc.bigInt({ min: -(10n ** 6n), max: 10n ** 9n }),
  discount: fc.bigInt({ min: 0n, max: 10n ** 5n }),
  recognition: fc.constantFrom('at_once', 'deferred', 'wallet'),
  category: fc.constantFrom(null, 'plans', 'support'),
});
const anyFigures = fc
  .record({
    lines: fc.array(anyLine, { maxLength: 6 }),
    taxes: fc.array(
      fc.record({
        jurisdiction: fc.constantFrom('DE', 'FR'),
        amount: fc.bigInt({ min: -(10n ** 4n), max: 10n ** 8n }),
      }),
      { maxLength: 3 },
    ),
    cash_rounding: fc.bigInt({ min: -5n, max: 5n }),
  })
  .map((figures) => {
    const net = figures.lines.reduce((sum, { amount, discount }) => sum + amount - discount, 0n);
    const total = figures.taxes.reduce((sum, { amount }) => sum + amount, net) + figures.cash_rounding;
    return { ...figures, total };
  })
  .filter(({ total }) => total > 0n);

const about = { source_id: 'in_1', customer_id: 'c0', currency: 'EUR', posted_on: '2026-01-11' };
const post = (words: object) => postEntry(LedgerEvent.parse({ ...about, ...words }), DEFAULT_CHART);

describe('an invoice of any lines', () => {
  test('is brought to nothing in every account by its credit note, and by being voided', () => {
    fc.assert(
      fc.property(anyFigures, (figures) => {
        const invoice = post({ type: 'invoice_finalized', ...figures });
        const offset = [{ invoice_id: 'in_1', amount: figures.total }];
        expectNothing([invoice, post({ type: 'credit_note_issued', source_id: 'cn_1', ...figures, offset })]);
        expectNothing([invoice, post({ type: 'invoice_voided', ...figures })]);
      }),
      PROPERTY_RUNS,
    );
  });

  test('whose schedule is half earned is credited by what was earned and what was not', () => {
    const anyPrice = fc.record({
      amount: fc.bigInt({ min: 1000n, max: 10n ** 9n }),
      discount: fc.bigInt({ min: 0n, max: 999n }),
    });
    fc.assert(
      fc.property(anyPrice, fc.nat({ max: 14 }), (price, months) => {
        const year = { start: '2026-01-15', end: '2027-01-15' };
        const day = `${2025 + Math.ceil((months + 1) / 12)}-${String((months % 12) + 1).padStart(2, '0')}-20`;
        const parts = planRecognition(price, year, { policy: 'daily' });
        const total = price.amount - price.discount;
        const invoice = post({ type: 'invoice_finalized', lines: [{ ...price, recognition: 'deferred' }], total });
        const earned = parts
          .filter(({ recognize_on }) => recognize_on < day)
          .map(({ amount, discount }) => post({ type: 'revenue_recognized', amount, discount }));
        const before = recognizedBy(parts, day);
        const { kept, released } = endRecognition(parts, day);
        // What the last days before the end have earned is not posted yet, so it is credited as deferred too.
        const rest = { amount: price.amount - before.amount, discount: price.discount - before.discount };
        expect(kept.reduce((sum, { amount }) => sum + amount, released.amount)).toBe(price.amount);
        const lines = [before, { ...rest, recognition: 'deferred' }];
        const entries = [invoice, ...earned, post({ type: 'credit_note_issued', lines, total, refund: total })];
        const [deferred, revenue, discounts] = (['deferred_revenue', 'revenue', 'discounts_given'] as const).map(
          (role) => balanceOf(entries, role, 'EUR'),
        );
        expect([deferred, revenue, discounts]).toEqual([0n, 0n, 0n]);
      }),
      PROPERTY_RUNS,
    );
  });
});

function exchangeEvent(words: object) {
  const event = LedgerEvent.parse(words);
  if (event.type !== 'exchange_difference') throw new Error('the words are those of an exchange difference');
  return event;
}

describe('an invoice in a foreign currency', () => {
  const anyRate = fc.bigInt({ min: 1n, max: 9999n });
  const anyPayment = fc.record({ amount: fc.bigInt({ min: 1n, max: 10n ** 7n }), rate: anyRate });
  const rateText = (rate: bigint) => `0.${String(rate).padStart(4, '0')}`;

  test('leaves the books at what it was booked at, in however many parts and at whatever rates it is paid', () => {
    fc.assert(
      fc.property(
        fc.array(anyPayment, { minLength: 1, maxLength: 6 }),
        anyRate,
        fc.constantFrom(...ROUNDING_MODES),
        (payments, invoiceRate, rounding) => {
          const inEuro = (amount: bigint, rate: bigint) => roundQuotient(amount * rate, 10_000n, rounding);
          let settled_before = 0n;
          let arrived = 0n;
          const entries = payments.map(({ amount, rate }) => {
            const rates = { invoice_rate: rateText(invoiceRate), payment_rate: rateText(rate) };
            const settled = { invoice_id: 'in_1', invoice_currency: 'USD', amount, settled_before };
            settled_before += amount;
            arrived += inEuro(amount, rate);
            const words = { ...about, type: 'exchange_difference', ...settled, ...rates, rounding };
            const entry = post(words);
            const difference = reevaluate(explainExchangeDifference(exchangeEvent(words)));
            expect(difference).toBe(decimalText(fromMinor(balanceOf([entry], 'exchange_clearing', 'EUR'), 'EUR')));
            return entry;
          });
          const gain = balanceOf(entries, 'exchange_gain', 'EUR') - balanceOf(entries, 'exchange_loss', 'EUR');
          expect(gain).toBe(arrived - inEuro(settled_before, invoiceRate));
          expect(balanceOf(entries, 'exchange_clearing', 'EUR')).toBe(gain);
        },
      ),
      PROPERTY_RUNS,
    );
  });
});
