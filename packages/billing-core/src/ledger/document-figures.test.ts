import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyInvoice, anyPlainInvoice } from '../../test/any-invoice.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import {
  type CreditRequest,
  type DraftedCreditNote,
  draftCreditNote,
  planCreditSettlement,
} from '../credit-notes/index.ts';
import { isBillingError } from '../errors/index.ts';
import { type DraftedInvoice, draftInvoice } from '../invoices/index.ts';
import { DEFAULT_ROUNDING, ROUNDING_MODES, type RoundingMode } from '../money/index.ts';
import {
  balanceOf,
  DEFAULT_CHART,
  type DocumentTreatment,
  documentFigures,
  type Entry,
  LedgerEvent,
  postEntry,
  trialBalance,
} from './index.ts';

const treatment: DocumentTreatment = { jurisdiction: ({ name, rate }) => `${name ?? 'tax'} ${rate}` };
const post = (words: object) => {
  const about = { source_id: 'in_1', customer_id: 'c1', posted_on: '2026-01-11' };
  return postEntry(LedgerEvent.parse({ ...about, ...words }), DEFAULT_CHART);
};
const issued = (invoice: DraftedInvoice, how = treatment) =>
  post({ type: 'invoice_finalized', currency: invoice.currency, ...documentFigures(invoice, how) });

describe('the figures of a drafted document', () => {
  const item = { description: 'Plan', quantity: '1', unit_price: '119', tax_rates: ['19'] };
  const base = { currency: 'EUR', issue_date: '2026-01-11', payment_terms: 'net_30', rounding: DEFAULT_ROUNDING };

  test('are without tax, whether prices contain it or not', () => {
    const lines = (prices: 'exclusive' | 'inclusive') => {
      const items = [{ ...item, discount: { type: 'percent' as const, value: '10' } }];
      return documentFigures(draftInvoice({ ...base, prices, items }), treatment).lines;
    };
    const plain = { recognition: 'at_once', category: null };
    expect(lines('exclusive')).toEqual([{ amount: 11_900n, discount: 1190n, ...plain }]);
    expect(lines('inclusive')).toEqual([{ amount: 10_000n, discount: 1000n, ...plain }]);
  });

  test('show a discount of everything as it was given', () => {
    const items = [{ ...item, discount: { type: 'percent' as const, value: '100' } }];
    const { lines, total } = documentFigures(draftInvoice({ ...base, prices: 'inclusive', items }), treatment);
    expect([lines[0]?.amount, lines[0]?.discount, total]).toEqual([11_900n, 11_900n, 0n]);
  });

  test('round the discount of a price with tax half up', () => {
    const items = [
      { ...item, unit_price: '0.09', discount: { type: 'fixed' as const, value: '0.03' }, tax_rates: ['100'] },
    ];
    // 0.06 is charged, 0.03 of it is tax: the discount without tax is 1.5 cents.
    const [line] = documentFigures(draftInvoice({ ...base, prices: 'inclusive', items }), treatment).lines;
    expect([line?.amount, line?.discount]).toEqual([5n, 2n]);
  });

  test('name each tax by its jurisdiction, and are earned as the caller says, item by item', () => {
    const invoice = draftInvoice({ ...base, items: [item, { ...item, tax_rates: ['7'] }] });
    const { lines, taxes } = documentFigures(invoice, {
      ...treatment,
      lines: ({ position, amount, discount }) => [
        { amount, discount, recognition: position === 1 ? 'deferred' : 'at_once', category: `item ${position}` },
      ],
    });
    expect(lines.map(({ recognition, category }) => `${category} ${recognition}`)).toEqual([
      'item 1 deferred',
      'item 2 at_once',
    ]);
    expect(taxes).toEqual([
      { jurisdiction: 'tax 19', amount: 2261n },
      { jurisdiction: 'tax 7', amount: 833n },
    ]);
  });

  test('take what is owed with its cash rounding', () => {
    const invoice = draftInvoice({ ...base, items: [item], cash_rounding: { increment: 5n, mode: 'half_up' } });
    expect([invoice.total, documentFigures(invoice, treatment).total]).toEqual([14_161n, 14_160n]);
  });

  test('of a credited item that has no charge left, only a cent of tax, are not divided', () => {
    const items = [{ position: 1, amount: 5n, discount_amount: 5n, tax_amount: 1n, total: 0n }];
    const { lines } = documentFigures({ items, taxes: [], total: 0n, cash_rounding: 0n }, treatment);
    expect([lines[0]?.amount, lines[0]?.discount]).toEqual([4n, 5n]);
  });
});

describe('any invoice that can be drafted', () => {
  test('is posted: what it owes, or gives back, is its total', () => {
    fc.assert(
      fc.property(anyInvoice, (input) => {
        const invoice = draftInvoice(input);
        const { total, cash_rounding, currency } = invoice;
        const role = total + cash_rounding < 0n ? 'customer_credit' : 'accounts_receivable';
        const owed = balanceOf([issued(invoice)], role, currency);
        expect(owed < 0n ? -owed : owed).toBe(total < 0n ? -(total + cash_rounding) : total + cash_rounding);
      }),
      PROPERTY_RUNS,
    );
  });

  /** The entries of an invoice and of the credit notes that take it back. */
  function takenBack(invoice: DraftedInvoice, credits: readonly CreditRequest[], mode: RoundingMode): Entry[] {
    const { currency } = invoice;
    let due = invoice.total + invoice.cash_rounding;
    const entries = [issued(invoice)];
    const earlier: DraftedCreditNote[] = [];
    for (const credit of credits) {
      const note = draftCreditNote({ invoice, credit, earlier, rounding: { mode } });
      const { offset, account_credit, refund } = planCreditSettlement({
        ...{ currency, credited_total: note.credited_total, rest: 'account_credit' },
        ...{ amount_due: due > 0n ? due : 0n, paid: 0n, refunded: 0n },
      });
      const offsets = offset === 0n ? [] : [{ invoice_id: 'in_1', amount: offset }];
      const figures = documentFigures(note, treatment);
      entries.push(post({ type: 'credit_note_issued', currency, ...figures, offset: offsets, account_credit, refund }));
      earlier.push(note);
      due -= offset;
    }
    return entries;
  }
  function mayCredit(invoice: DraftedInvoice, credit: CreditRequest, mode: RoundingMode): boolean {
    try {
      draftCreditNote({ invoice, credit, earlier: [], rounding: { mode } });
      return true;
    } catch (error) {
      if (isBillingError(error) && error.code === 'credit_exceeds_invoice') return false;
      throw error;
    }
  }
  const remaining = (entries: Entry[]) =>
    trialBalance(entries, DEFAULT_CHART).rows.filter(({ balance }) => balance !== 0n);

  test('is brought to nothing in every account by the credit note of everything', () => {
    fc.assert(
      fc.property(anyInvoice, fc.constantFrom(...ROUNDING_MODES), (input, mode) => {
        expect(remaining(takenBack(draftInvoice(input), ['everything'], mode))).toEqual([]);
      }),
      PROPERTY_RUNS,
    );
  });

  test('or by two, of a part and of the rest', () => {
    const anyShare = fc.bigInt({ min: 1n, max: 99n });
    fc.assert(
      fc.property(anyPlainInvoice, fc.constantFrom(...ROUNDING_MODES), anyShare, (input, mode, share) => {
        const invoice = draftInvoice(input);
        const total = (invoice.total * share) / 100n;
        // Of a unit or two in all, a part may be refused (the README of credit-notes says when); there is nothing to post.
        fc.pre(total === 0n || mayCredit(invoice, { total }, mode));
        const entries = takenBack(invoice, total === 0n ? ['everything'] : [{ total }, 'everything'], mode);
        // The discount of a price with tax is rounded in each part, and so is the price before it; their net is nothing.
        const balance = (role: 'revenue' | 'discounts_given') => balanceOf(entries, role, invoice.currency);
        expect(balance('revenue')).toBe(balance('discounts_given'));
        expect(remaining(entries).filter(({ code }) => code !== '4000' && code !== '4090')).toEqual([]);
      }),
      PROPERTY_RUNS,
    );
  });
});
