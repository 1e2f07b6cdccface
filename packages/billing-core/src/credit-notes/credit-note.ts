import type { DraftedInvoice, DraftedItem, DraftedTax } from '../invoices/index.ts';
import type { Derivation, RoundingMode } from '../money/index.ts';

/** An item of an invoice as `draftInvoice` computed it and as it was stored. Minor units. */
export type CreditableItem = Pick<
  DraftedItem,
  'position' | 'quantity' | 'amount' | 'discount_amount' | 'tax_amount' | 'tax_inclusive' | 'taxes'
>;

/** What a credit note needs to know of its invoice. Minor units. */
export type CreditableInvoice = Pick<DraftedInvoice, 'currency' | 'total' | 'cash_rounding'> & {
  items: readonly CreditableItem[];
  taxes: readonly DraftedTax[];
};

/**
 * A part of one item; all of what is left of it without `quantity`, `amount` and `total`.
 * - quantity: so many of its units, in proportion
 * - amount: so much of its `amount`, before discount (and before tax, unless the price contains it), in minor units
 * - total: so much of what it cost in the end, discount taken off and tax put on, in minor units
 * All have the sign of the item.
 */
export type CreditedPart = { position: number } & (
  | { quantity?: never; amount?: never; total?: never }
  | { quantity: string; amount?: never; total?: never }
  | { amount: bigint; quantity?: never; total?: never }
  | { total: bigint; quantity?: never; amount?: never }
);

/**
 * What to credit.
 * - everything: what earlier credit notes left
 * - items: whole items or parts of them, each at most once
 * - total: so much of the total with tax, spread over all items in proportion to what is left of each, in minor units
 */
export type CreditRequest = 'everything' | { items: readonly CreditedPart[] } | { total: bigint };

/** The tax of one rate on a credited item, in the order of the item. Minor units. */
export type CreditedTax = DraftedTax;

/** What is taken back of one item. Minor units, with the sign of the item. */
export type CreditedItem = {
  /** Of the item in the invoice. */
  position: number;
  /** null where money was credited and not units. */
  quantity: string | null;
  amount: bigint;
  discount_amount: bigint;
  tax_amount: bigint;
  taxes: CreditedTax[];
  /** Discount taken off, with tax. */
  total: bigint;
};

/** What later credit notes need to know of an earlier one. */
export type EarlierCredit = {
  items: readonly (Pick<CreditedItem, 'position' | 'quantity' | 'amount' | 'discount_amount'> & {
    taxes: readonly Pick<CreditedTax, 'tax'>[];
  })[];
  cash_rounding: bigint;
};

export type DraftCreditNote = {
  invoice: CreditableInvoice;
  credit: CreditRequest;
  /** All earlier credit notes of the invoice that are not void, in any order. */
  earlier?: readonly EarlierCredit[];
  /** How parts of an item are rounded; whole items are not. */
  rounding: { mode: RoundingMode };
  /** Whether the derivation is written; it is unless this is false. */
  explain?: boolean;
};

/**
 * A credit note in the signs of its invoice: what was charged as 10 is taken back as 10. In the books it is the negative.
 * Minor units.
 */
export type DraftedCreditNote = {
  currency: string;
  items: CreditedItem[];
  subtotal: bigint;
  discount_total: bigint;
  /** Total less tax. */
  net_total: bigint;
  tax_total: bigint;
  total: bigint;
  /** The rows of the invoice's tax table that are touched, in its order. */
  taxes: DraftedTax[];
  /** That of the invoice, with the credit note that leaves nothing of it; else zero. */
  cash_rounding: bigint;
  /** Total and cash rounding: the money that `planCreditSettlement` settles. */
  credited_total: bigint;
  /** What of the invoice's total may still be credited after this one. */
  creditable_total: bigint;
  derivation: Derivation | null;
};
