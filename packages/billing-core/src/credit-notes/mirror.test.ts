import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyInvoice, anyPlainInvoice } from '../../test/any-invoice.ts';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { type DraftedInvoice, derivationOf, draftInvoice } from '../invoices/index.ts';
import { fromMinor, parseDecimal, ROUNDING_MODES } from '../money/index.ts';
import { type CreditRequest, creditableRest, type DraftedCreditNote, draftCreditNote } from './index.ts';

const anyMode = fc.constantFrom(...ROUNDING_MODES);
const sum = (amounts: bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

/** A document as a list of named amounts: item by item, rate by rate, and the totals. */
type Figures = Record<string, bigint>;

function figuresOf(document: DraftedInvoice | DraftedCreditNote): Figures {
  const { subtotal, discount_total, net_total, tax_total, total, cash_rounding } = document;
  const figures: Figures = { subtotal, discount_total, net_total, tax_total, total, cash_rounding };
  for (const { position, amount, discount_amount, tax_amount, taxes } of document.items) {
    Object.assign(figures, { [`amount ${position}`]: amount, [`discount ${position}`]: discount_amount });
    figures[`tax ${position}`] = tax_amount;
    for (const [at, { taxable, tax }] of taxes.entries())
      Object.assign(figures, { [`taxable ${position} ${at}`]: taxable, [`tax ${position} ${at}`]: tax });
  }
  return figures;
}

/** What the table of taxes says, by rate and name; rows that differ in nothing else are one here. */
function rowsOf({ taxes }: DraftedInvoice | DraftedCreditNote): Figures {
  const rows: Figures = {};
  for (const { rate, name, taxable, tax } of taxes)
    for (const [what, amount] of Object.entries({ taxable, tax })) {
      const key = `${what} ${rate} ${name}`;
      rows[key] = (rows[key] ?? 0n) + amount;
    }
  return rows;
}

function added(all: Figures[], names: string[]): Figures {
  return Object.fromEntries(names.map((name) => [name, sum(all.map((figures) => figures[name] ?? 0n))]));
}

const isBetween = (invoiced: bigint, credited: bigint) =>
  invoiced < 0n ? credited <= 0n && credited >= invoiced : credited >= 0n && credited <= invoiced;

/** A wish, to be made a request of what is left when its turn comes. */
type Wish = {
  kind: 'total' | 'items';
  shares: { measure: 'rest' | 'quantity' | 'amount' | 'total'; permille: number }[];
};
const anyWish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom('total' as const, 'items' as const, 'items' as const),
  shares: fc.array(
    fc.record({
      measure: fc.constantFrom('rest' as const, 'quantity' as const, 'amount' as const, 'total' as const),
      permille: fc.integer({ min: 1, max: 1000 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});

function requestOf({ kind, shares }: Wish, invoice: DraftedInvoice, notes: DraftedCreditNote[]): CreditRequest {
  const part = (left: bigint, permille: number) => (left * BigInt(permille)) / 1000n;
  if (kind === 'total') {
    const total = part(invoice.total - sum(notes.map((note) => note.total)), shares[0]?.permille ?? 1000);
    return { total };
  }
  const items = shares.flatMap(({ measure, permille }, at) => {
    const item = invoice.items[at];
    if (item === undefined) return [];
    const before = notes.flatMap((note) => note.items.filter(({ position }) => position === item.position));
    const { position } = item;
    if (measure === 'rest') return [{ position }];
    if (measure === 'amount') {
      return [{ position, amount: part(item.amount - sum(before.map(({ amount }) => amount)), permille) }];
    }
    if (measure === 'quantity') {
      const taken = before.reduce((all, { quantity }) => all.plus(quantity ?? '0'), parseDecimal('0'));
      const quantity = parseDecimal(item.quantity).minus(taken).times(permille).div(1000).toFixed();
      return [{ position, quantity }];
    }
    const whole = item.amount - item.discount_amount + (item.tax_inclusive ? 0n : item.tax_amount);
    return [{ position, total: part(whole - sum(before.map(({ total }) => total)), permille) }];
  });
  return { items };
}

const REFUSALS = ['credit_exceeds_invoice', 'validation_failed', 'nothing_to_credit'];

/** Credits an invoice wish by wish, and in the end the rest; wishes that cannot be had are left out. */
function creditAll(invoice: DraftedInvoice, wishes: Wish[], mode: (typeof ROUNDING_MODES)[number]) {
  const notes: DraftedCreditNote[] = [];
  const refused: string[] = [];
  const tryToCredit = (credit: CreditRequest) => {
    const note = () => draftCreditNote({ invoice, credit, earlier: notes, rounding: { mode } });
    const code = codeOf(note);
    if (code === 'nothing thrown') notes.push(note());
    else refused.push(code);
  };
  for (const wish of wishes) tryToCredit(requestOf(wish, invoice, notes));
  tryToCredit('everything');
  return { notes, refused };
}

describe('a credit note of everything', () => {
  test('takes back each amount of its invoice, in every rounding policy', () => {
    fc.assert(
      fc.property(anyInvoice, anyMode, (input, mode) => {
        const invoice = draftInvoice(input);
        const note = draftCreditNote({ invoice, credit: 'everything', rounding: { mode } });
        expect(figuresOf(note)).toEqual(figuresOf(invoice));
        expect(note.taxes).toEqual(invoice.taxes);
        expect(note.items.map(({ quantity }) => quantity)).toEqual(invoice.items.map(({ quantity }) => quantity));
        expect(note.creditable_total).toBe(0n);
        const paid = sum([...invoice.credits_applied, ...invoice.wallets_applied.map(({ amount }) => amount)]);
        if (invoice.total > 0n) expect(note.credited_total).toBe(invoice.amount_due + paid);
      }),
      PROPERTY_RUNS,
    );
  });

  test('is the invoice with every quantity negated, where nothing but items and their taxes is on it', () => {
    const symmetric = ['half_up', 'half_down', 'half_even', 'half_odd', 'up', 'down'];
    fc.assert(
      fc.property(anyInvoice, ({ discounts: _, credits: _credits, cash_rounding: _cash, ...input }) => {
        fc.pre(symmetric.includes(input.rounding.mode));
        const items = input.items.map((item) => ({ ...item, quantity: `-${item.quantity}` }));
        const opposite = draftInvoice({ ...input, items: items as typeof input.items });
        const invoice = draftInvoice(input);
        const note = draftCreditNote({ invoice, credit: 'everything', rounding: { mode: 'half_up' } });
        const negative = Object.entries(figuresOf(opposite)).map(([name, amount]) => [name, -amount]);
        expect(figuresOf(note)).toEqual(Object.fromEntries(negative));
      }),
      PROPERTY_RUNS,
    );
  });
});

describe('credit notes of parts', () => {
  test('add up to the invoice with the last, and never take more of an item, a rate or the total than was invoiced', () => {
    fc.assert(
      fc.property(anyInvoice, fc.array(anyWish, { maxLength: 6 }), anyMode, (input, wishes, mode) => {
        const invoice = draftInvoice(input);
        const { notes, refused } = creditAll(invoice, wishes, mode);
        for (const code of refused) expect(REFUSALS).toContain(code);
        const [invoiced, rows] = [figuresOf(invoice), rowsOf(invoice)];
        for (let count = 1; count <= notes.length; count++) {
          const some = notes.slice(0, count);
          const credited = added(some.map(figuresOf), Object.keys(invoiced));
          for (const [name, amount] of Object.entries(invoiced)) {
            // The subtotal and the discount of items of both signs may pass those of the invoice on the way.
            if (['subtotal', 'discount_total', 'net_total', 'tax_total', 'cash_rounding'].includes(name)) continue;
            expect(isBetween(amount, credited[name] ?? 0n), `${name}: ${credited[name]} of ${amount}`).toBe(true);
          }
          expect(some.at(-1)?.creditable_total).toBe(invoice.total - sum(some.map(({ total }) => total)));
        }
        const nothing = creditableRest(invoice, notes);
        expect([nothing.total, nothing.cash_rounding]).toEqual([0n, 0n]);
        expect(nothing.items.every(({ amount, total }) => amount === 0n && total === 0n)).toBe(true);
        expect(added(notes.map(figuresOf), Object.keys(invoiced))).toEqual(invoiced);
        expect(added(notes.map(rowsOf), Object.keys(rows))).toEqual(rows);
      }),
      PROPERTY_RUNS,
    );
  });

  test('of an invoice without negative items can be any amount that is left, to the minor unit', () => {
    fc.assert(
      fc.property(anyPlainInvoice, fc.array(anyWish, { maxLength: 6 }), anyMode, (input, wishes, mode) => {
        const invoice = draftInvoice(input);
        // Three taxes inside of two cents, each rounded up, leave a net below zero: amounts of both signs after all.
        fc.pre(invoice.items.every(({ taxes }) => taxes.every(({ taxable }) => taxable >= 0n)));
        const notes: DraftedCreditNote[] = [];
        for (const wish of wishes) {
          const credit = requestOf({ ...wish, kind: 'total' }, invoice, notes);
          if (credit === 'everything' || !('total' in credit) || credit.total === 0n) continue;
          notes.push(draftCreditNote({ invoice, credit, earlier: notes, rounding: { mode } }));
          expect(notes.at(-1)?.total).toBe(credit.total);
        }
        const most = invoice.total - sum(notes.map(({ total }) => total));
        const more = () =>
          draftCreditNote({ invoice, credit: { total: most + 1n }, earlier: notes, rounding: { mode } });
        expect(codeOf(more)).toBe('credit_exceeds_invoice');
      }),
      PROPERTY_RUNS,
    );
  });

  test('add up like invoices do, and explain every amount to the interpreter', () => {
    fc.assert(
      fc.property(anyInvoice, fc.array(anyWish, { maxLength: 4 }), anyMode, (input, wishes, mode) => {
        const invoice = draftInvoice(input);
        for (const note of creditAll(invoice, wishes, mode).notes) {
          const of = (pick: (item: (typeof note.items)[number]) => bigint) => sum(note.items.map(pick));
          expect(of(({ amount }) => amount)).toBe(note.subtotal);
          expect(of(({ discount_amount }) => discount_amount)).toBe(note.discount_total);
          expect(of(({ tax_amount }) => tax_amount)).toBe(note.tax_total);
          expect(of(({ total }) => total)).toBe(note.total);
          expect(sum(note.taxes.map(({ tax }) => tax))).toBe(note.tax_total);
          expect(note.net_total + note.tax_total).toBe(note.total);
          expect(note.total + note.cash_rounding).toBe(note.credited_total);
          explainsItself(note);
        }
      }),
      PROPERTY_RUNS,
    );
  });

  test('are the same without their explanation', () => {
    fc.assert(
      fc.property(anyInvoice, anyWish, anyMode, (input, wish, mode) => {
        const invoice = draftInvoice(input);
        for (const { derivation: _, ...note } of creditAll(invoice, [wish], mode).notes.slice(0, 1)) {
          const credit = requestOf(wish, invoice, []);
          const silent = () => draftCreditNote({ invoice, credit, rounding: { mode }, explain: false });
          if (codeOf(silent) === 'nothing thrown') expect(silent()).toEqual({ ...note, derivation: null });
        }
      }),
      PROPERTY_RUNS,
    );
  });
});

function explainsItself({ derivation, items, currency, ...note }: DraftedCreditNote): void {
  if (derivation === null) throw new Error('there is no derivation');
  const text = (minor: bigint) => parseDecimal(fromMinor(minor, currency)).toFixed();
  expect(reevaluate(derivation)).toBe(text(note.credited_total));
  const amounts: [string, bigint][] = [
    ['subtotal', note.subtotal],
    ['discount_total', note.discount_total],
    ['net_total', note.net_total],
    ['tax_total', note.tax_total],
    ['total', note.total],
    ...items.flatMap(({ position, amount, discount_amount, taxes, total }): [string, bigint][] => [
      [`item_${position}_amount`, amount],
      [`item_${position}_discount`, discount_amount],
      [`item_${position}_total`, total],
      ...taxes.map(({ tax }, at): [string, bigint] => [`item_${position}_tax_${at + 1}`, tax]),
    ]),
  ];
  for (const [id, amount] of amounts) expect(reevaluate(derivationOf(derivation, id)), id).toBe(text(amount));
}
