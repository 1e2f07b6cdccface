import { assertStorable, type Fraction } from '../money/index.ts';
import type { TaxCategory } from '../taxes/index.ts';
import type { ReadRate } from '../taxes/tax-rate.ts';
import type { Amounts } from './compute-amounts.ts';
import type { DraftInvoice } from './draft-invoice.ts';
import { entryAt } from './entry-at.ts';
import type { ItemTax } from './item-taxes.ts';
import { namingField } from './naming-field.ts';
import { walletsInOrder } from './wallets-in-order.ts';

/** One row of the tax table. Minor units. */
export type DraftedTax = {
  /** Percent, shortest text. */
  rate: string;
  name: string | null;
  category: TaxCategory | null;
  reason_code: string | null;
  reason: string | null;
  /** What the tax is on. */
  taxable: bigint;
  tax: bigint;
};

/** Minor units. */
export type DraftedTotals = {
  /** The sum of the items as priced: with tax where prices contain it. */
  subtotal: bigint;
  discount_total: bigint;
  /** Total less tax. */
  net_total: bigint;
  tax_total: bigint;
  /** The part of `tax_total` that the subtotal contains: total is subtotal less discounts plus tax less this. */
  tax_included: bigint;
  total: bigint;
  taxes: DraftedTax[];
  /** What each discount of the invoice took, in the order given; those of the items are in the items. */
  discounts_applied: bigint[];
  credits_applied: bigint[];
  /** What each wallet pays, in the order in which they do; wallets that pay nothing are left out. */
  wallets_applied: { id: string; amount: bigint }[];
  /** Added to what is due so that it can be paid in coins. */
  cash_rounding: bigint;
  /** The total less credits and wallets while nothing is paid; an invoice below zero owes nothing. */
  amount_due: bigint;
};

/** @throws BillingError amount_out_of_range */
export function draftTotals(input: DraftInvoice, amounts: Amounts, taxes: readonly ItemTax[][]): DraftedTotals {
  const { discounts = [], credits = [] } = input;
  const total = namingField('items', () => assertStorable(whole(amounts.total)));
  const tax_total = amounts.taxes.total;
  const taken = new Map(amounts.discounts.applied.map(({ index, amount }) => [index, whole(amount)]));
  const due = whole(amounts.due);
  return {
    subtotal: namingField('items', () => assertStorable(whole(amounts.subtotal))),
    discount_total: whole(amounts.discount_total),
    net_total: total - tax_total,
    tax_total,
    tax_included: tax_total - amounts.tax_on_top,
    total,
    taxes: draftedTaxes(amounts, taxes),
    discounts_applied: discounts.map((_discount, index) => taken.get(index) ?? 0n),
    credits_applied: credits.map((_credit, index) => whole(entryAt(amounts.credits_applied, index))),
    wallets_applied: walletsApplied(input, amounts),
    cash_rounding: whole(amounts.rounding),
    amount_due: due > 0n ? due : 0n,
  };
}

/** The tax table: the taxes of all items, row by row; a row says what the first rate in it does. */
function draftedTaxes({ taxes }: Amounts, items: readonly ItemTax[][]): DraftedTax[] {
  const rates = new Map<string, DraftedTax>();
  for (const { rate } of taxes.cells)
    if (!rates.has(rate.key)) rates.set(rate.key, { ...factsOf(rate), taxable: 0n, tax: 0n });
  const rows = [...rates.values()];
  for (const item of items)
    for (const { row, taxable, tax } of item) {
      const entry = entryAt(rows, row);
      entry.taxable += taxable;
      entry.tax += tax;
    }
  return rows;
}

function factsOf({ percent, rate }: ReadRate): Omit<DraftedTax, 'taxable' | 'tax'> {
  const { name = null, category = null, reason_code = null, reason = null } = rate;
  return { rate: percent, name, category, reason_code, reason };
}

function walletsApplied(input: DraftInvoice, { credits_applied }: Amounts): DraftedTotals['wallets_applied'] {
  const first = input.credits?.length ?? 0;
  return walletsInOrder(input).flatMap(({ id }, index) => {
    const amount = whole(entryAt(credits_applied, first + index));
    return amount === 0n ? [] : [{ id, amount }];
  });
}

/** Amounts of a draft are whole: its items are minor units, and whatever is taken off or put on is rounded to them. */
function whole({ n, d }: Fraction): bigint {
  return n / d;
}
