import type { DraftedTax } from '../invoices/index.ts';
import { assertWithinInvoice } from './assert-within-invoice.ts';
import { creditItem, type ItemFigures } from './credit-item.ts';
import type { CreditableInvoice, CreditedItem, DraftCreditNote, DraftedCreditNote } from './credit-note.ts';
import { pairs } from './pairs.ts';
import { hasMoney, type ItemParts, less, plus, sum, taxesOf, totalOf } from './parts-of-item.ts';
import { type InvoiceRest, restOfInvoice } from './rest-of-invoice.ts';
import { type ItemShare, sharesOfRequest } from './shares-of-request.ts';
import { type Figure, startWorkings, type Workings } from './workings.ts';

type Credited = ItemShare & { figures: ItemFigures; parts: ItemParts };

/**
 * A credit note that takes an invoice back, whole or in part. It mirrors the figures of the invoice and computes no tax
 * anew, so that a full one is the invoice's negative in every rounding policy. Each part is a share of what earlier credit
 * notes left, rounded in the given mode and never more than that; whatever the parts, the last one takes the rest, and all
 * of them together are the invoice: by item, by rate, and in total.
 *
 * Amounts in minor units, in the signs of the invoice. Pure: what is paid and owed is `planCreditSettlement`'s to say.
 *
 * @throws BillingError credit_exceeds_invoice when more is asked for than is left of an item, of the tax of a rate, or of
 * the total; nothing_to_credit when nothing is left at all; validation_failed when the request cannot be read
 * @example
 * const invoice = draftInvoice({
 *   currency: 'EUR',
 *   issue_date: '2026-01-11',
 *   payment_terms: 'net_30',
 *   rounding: DEFAULT_ROUNDING,
 *   items: [{ description: 'Seat', quantity: '3', unit_price: '33.33', tax_rates: ['19'] }],
 * });
 * const rounding = { mode: 'half_up' };
 * const one = draftCreditNote({ invoice, credit: { items: [{ position: 1, quantity: '1' }] }, rounding });
 * [one.net_total, one.tax_total, one.total, one.creditable_total] // [3333n, 633n, 3966n, 7933n]
 * const rest = draftCreditNote({ invoice, credit: 'everything', earlier: [one], rounding });
 * [rest.net_total, rest.tax_total, rest.total, rest.creditable_total] // [6666n, 1267n, 7933n, 0n]
 * draftCreditNote({ invoice, credit: { total: 11900n }, rounding }) // throws credit_exceeds_invoice
 */
export function draftCreditNote(input: DraftCreditNote): DraftedCreditNote {
  const { invoice, earlier = [], rounding, explain = true } = input;
  const workings = startWorkings(invoice.currency, explain);
  const rest = restOfInvoice(invoice, earlier);
  const credited = sharesOfRequest(workings, input, rest).map((share): Credited => {
    const figures = creditItem(workings, share.rest, share.left, share.share, rounding.mode);
    return { ...share, figures, parts: partsOf(workings, figures) };
  });
  const after = restAfter(rest, credited);
  assertWithinInvoice(invoice, after);
  const isLast = after.every(({ left }) => !hasMoney(left));
  const totals = addUp(workings, invoice, credited, isLast ? rest.cash_rounding : 0n);
  return {
    currency: invoice.currency,
    items: credited.map((item) => toItem(invoice, item)),
    ...totals,
    creditable_total: rest.total - totals.total,
    derivation: workings.finish(),
  };
}

function partsOf(workings: Workings, { amount, discount, taxes }: ItemFigures): ItemParts {
  return {
    amount: workings.minor(amount),
    discount_amount: workings.minor(discount),
    taxes: taxes.map(workings.minor),
  };
}

/** Of each item of the invoice: what all credit notes take back, and what they leave. */
function restAfter({ items }: InvoiceRest, credited: readonly Credited[]) {
  const byItem = new Map(credited.map(({ rest, parts }) => [rest.item, parts]));
  return items.map(({ item, credited: before, left }) => {
    const taken = byItem.get(item);
    if (taken === undefined) return { item, parts: before, left };
    return { item, parts: plus(before, taken), left: less(left, taken) };
  });
}

function toItem({ taxes: table }: CreditableInvoice, { rest, share, parts }: Credited): CreditedItem {
  const { item } = rest;
  const { amount, discount_amount, taxes } = parts;
  return {
    position: item.position,
    quantity: creditedUnits({ rest, share }),
    amount,
    discount_amount,
    tax_amount: sum(taxes),
    taxes: taxesOf(item, parts).flatMap(({ row, taxable, tax }) =>
      table.slice(row, row + 1).map((facts): DraftedTax => ({ ...facts, taxable, tax })),
    ),
    total: totalOf(item, parts),
  };
}

function creditedUnits({ rest, share }: Pick<ItemShare, 'rest' | 'share'>): string | null {
  if (share.by === 'quantity') return share.quantity;
  return share.by === 'rest' && !rest.quantity.isZero() ? rest.quantity.toFixed() : null;
}

type Totals = Omit<DraftedCreditNote, 'currency' | 'items' | 'creditable_total' | 'derivation'>;

/** The totals, and the steps that explain them: `subtotal`, `discount_total`, `tax_total`, `total`, `credited_total`. */
function addUp(workings: Workings, invoice: CreditableInvoice, credited: readonly Credited[], cash: bigint): Totals {
  const add = (id: 'subtotal' | 'discount_total' | 'total', pick: (figures: ItemFigures) => Figure) => {
    const operands = credited.map(({ rest, figures }) => [`item_${rest.item.position}`, pick(figures)]);
    return workings.step({ id, rule: id }, 'add', Object.fromEntries(operands));
  };
  const subtotal = add('subtotal', ({ amount }) => amount);
  const discount_total = add('discount_total', ({ discount }) => discount);
  const rows = taxRows(workings, invoice, credited);
  const nothing = { nothing: workings.amount(0n) };
  const of = rows.length === 0 ? nothing : Object.fromEntries(rows.map(({ name, figure }) => [name, figure]));
  const tax_total = workings.step({ id: 'tax_total', rule: 'tax_total' }, 'add', of);
  const total = add('total', (figures) => figures.total);
  const net_total = workings.step({ id: 'net_total', rule: 'net_total' }, 'subtract', { total, tax_total });
  const cash_rounding = workings.amount(cash);
  const label = { id: 'credited_total', rule: 'credited_total' } as const;
  const credited_total = workings.step(label, 'add', { total, cash_rounding });
  return {
    subtotal: workings.minor(subtotal),
    discount_total: workings.minor(discount_total),
    net_total: workings.minor(net_total),
    tax_total: workings.minor(tax_total),
    total: workings.minor(total),
    taxes: rows.map(({ tax }) => tax),
    cash_rounding: cash,
    credited_total: workings.minor(credited_total),
  };
}

type TaxRow = { name: string; figure: Figure; tax: DraftedTax };

/** The rows of the tax table that the credited items have a tax of. */
function taxRows(workings: Workings, { taxes }: CreditableInvoice, credited: readonly Credited[]): TaxRow[] {
  return taxes.flatMap((facts, row) => {
    const cells = credited.flatMap(({ rest: { item }, figures, parts }) =>
      pairs(taxesOf(item, parts), figures.taxes).flatMap(([tax, figure], at) =>
        tax.row === row ? [{ ...tax, figure, name: `item_${item.position}_${at + 1}` }] : [],
      ),
    );
    if (cells.length === 0) return [];
    const label = { id: `tax_${row + 1}`, rule: 'tax_sum', about: { percent: facts.rate } } as const;
    const figure = workings.step(label, 'add', Object.fromEntries(cells.map((cell) => [cell.name, cell.figure])));
    const tax = { ...facts, taxable: sum(cells.map((cell) => cell.taxable)), tax: sum(cells.map((cell) => cell.tax)) };
    return [{ name: label.id, figure, tax }];
  });
}
