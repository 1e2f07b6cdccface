import { BillingError } from '../errors/index.ts';
import { type Decimal, parseDecimal } from '../money/index.ts';
import type { CreditableInvoice, CreditableItem, EarlierCredit } from './credit-note.ts';
import { hasMoney, type ItemParts, less, sum, totalOf } from './parts-of-item.ts';

/** What credit notes took of an item, and what they have left of it. */
export type ItemRest = {
  item: CreditableItem;
  credited: ItemParts;
  left: ItemParts;
  /** Of `left`, discount taken off, with tax. */
  total: bigint;
  quantity: Decimal;
};

export type InvoiceRest = { items: ItemRest[]; total: bigint; cash_rounding: bigint };

/** @throws BillingError validation_failed when an earlier credit note is of another invoice */
export function restOfInvoice(invoice: CreditableInvoice, earlier: readonly EarlierCredit[]): InvoiceRest {
  const known = new Set(invoice.items.map(({ position }) => position));
  const credits = Map.groupBy(
    earlier.flatMap(({ items }) => items),
    ({ position }) => position,
  );
  for (const position of credits.keys()) if (!known.has(position)) throw otherInvoice(position);
  const items = invoice.items.map((item) => restOfItem(item, credits.get(item.position) ?? []));
  return {
    items,
    total: sum(items.map(({ total }) => total)),
    cash_rounding: invoice.cash_rounding - sum(earlier.map(({ cash_rounding }) => cash_rounding)),
  };
}

/** Whether there is anything left to take back: money of either sign, or units. */
export function hasRest({ quantity, left }: ItemRest): boolean {
  return !quantity.isZero() || hasMoney(left);
}

function restOfItem(item: CreditableItem, credits: EarlierCredit['items']): ItemRest {
  const credited = {
    amount: sum(credits.map(({ amount }) => amount)),
    discount_amount: sum(credits.map(({ discount_amount }) => discount_amount)),
    taxes: item.taxes.map((_tax, at) => sum(credits.map(({ taxes }) => taxes[at]?.tax ?? 0n))),
  };
  const { amount, discount_amount } = item;
  const left = less({ amount, discount_amount, taxes: item.taxes.map(({ tax }) => tax) }, credited);
  const quantity = credits.reduce((rest, credit) => rest.minus(credit.quantity ?? '0'), parseDecimal(item.quantity));
  return { item, credited, left, total: totalOf(item, left), quantity };
}

function otherInvoice(position: number): BillingError {
  const message = `an earlier credit note credits item ${position}, which the invoice does not have; hand in the credit notes of this invoice only.`;
  return new BillingError('validation_failed', message, { errors: [{ path: 'earlier', message }] });
}
