import type { CreditableItem } from './credit-note.ts';
import { pairs } from './pairs.ts';

/** The figures of an item that everything else follows from; taxes in the order of the item. Minor units. */
export type ItemParts = { amount: bigint; discount_amount: bigint; taxes: readonly bigint[] };

type Kind = Pick<CreditableItem, 'tax_inclusive' | 'taxes'>;

/** Discount taken off, with tax. */
export function totalOf({ tax_inclusive }: Kind, { amount, discount_amount, taxes }: ItemParts): bigint {
  const left = amount - discount_amount;
  return tax_inclusive ? left : left + sum(taxes);
}

/**
 * The taxes of a part of an item, each with its row in the tax table and what it is on, as on the invoice: a compound rate is
 * on the taxes before it as well.
 */
export function taxesOf(item: Kind, parts: ItemParts): { row: number; taxable: bigint; tax: bigint }[] {
  const net = totalOf(item, parts) - sum(parts.taxes);
  return pairs(item.taxes, parts.taxes).map(([{ row, compound }, tax], at) => {
    const before = compound ? sum(parts.taxes.slice(0, at)) : 0n;
    return { row, taxable: net + before, tax };
  });
}

export function plus(parts: ItemParts, more: ItemParts): ItemParts {
  return {
    amount: parts.amount + more.amount,
    discount_amount: parts.discount_amount + more.discount_amount,
    taxes: pairs(parts.taxes, more.taxes).map(([one, other]) => one + other),
  };
}

export function less(parts: ItemParts, taken: ItemParts): ItemParts {
  const { amount, discount_amount, taxes } = taken;
  return plus(parts, { amount: -amount, discount_amount: -discount_amount, taxes: taxes.map((tax) => -tax) });
}

/** A discount is never more than its amount, so it is not left alone. */
export function hasMoney({ amount, taxes }: ItemParts): boolean {
  return amount !== 0n || taxes.some((tax) => tax !== 0n);
}

export function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
