import type { RoundingMode } from '../money/index.ts';
import type { CreditableItem } from './credit-note.ts';
import { pairs } from './pairs.ts';
import type { ItemRest } from './rest-of-invoice.ts';
import type { Figure, Label, Workings } from './workings.ts';

/** How much of an item is taken back. */
export type Share =
  | { by: 'rest' }
  | { by: 'quantity'; quantity: string }
  | { by: 'amount'; amount: Figure }
  | { by: 'total'; total: Figure };

/** The figures of an item, or of a part of it. `net` is without tax and after discount. */
export type ItemFigures = { amount: Figure; discount: Figure; taxes: Figure[]; net: Figure; total: Figure };

type Context = { workings: Workings; item: CreditableItem; mode: RoundingMode; left: ItemFigures };
type Parts = Pick<ItemFigures, 'amount' | 'discount' | 'taxes'>;

/** What is left of an item, with the steps that say so where some was credited before. */
export function leftOfItem(workings: Workings, { item, credited }: ItemRest): ItemFigures {
  const left = (name: string, invoiced: bigint, before: bigint): Figure =>
    before === 0n
      ? workings.amount(invoiced)
      : workings.step(label(item, `${name}_left`), 'subtract', {
          invoiced: workings.amount(invoiced),
          credited: workings.amount(before),
        });
  const parts = {
    amount: left('amount', item.amount, credited.amount),
    discount: left('discount', item.discount_amount, credited.discount_amount),
    taxes: pairs(item.taxes, credited.taxes).map(([{ tax }, before], at) => left(`tax_${at + 1}`, tax, before)),
  };
  return withTotals(workings, item, parts, '_left');
}

/**
 * The part of an item that a share is. Each figure is that share of what is left of it, rounded up or down, so none ever
 * takes more than is left, and a share of all takes all.
 */
export function creditItem(
  workings: Workings,
  rest: ItemRest,
  left: ItemFigures,
  share: Share,
  mode: RoundingMode,
): ItemFigures {
  const context = { workings, item: rest.item, mode, left };
  switch (share.by) {
    case 'rest':
      return named(context, left);
    case 'quantity':
      return byAmount(context, amountOfUnits(context, rest, share.quantity));
    case 'amount':
      return byAmount(context, share.amount);
    case 'total':
      return byTotal(context, share.total);
  }
}

function amountOfUnits({ workings, item, mode, left }: Context, rest: ItemRest, quantity: string): Figure {
  const times = workings.step(label(item, 'amount_product'), 'multiply', {
    left: left.amount,
    quantity: workings.plain(quantity),
  });
  const exact = workings.step(label(item, 'amount_exact'), 'divide', {
    product: times,
    quantity_left: workings.plain(rest.quantity.toFixed()),
  });
  return workings.step(label(item, 'amount_rounded'), 'round', { exact }, mode);
}

/** Discount and taxes follow the amount; where it contains its taxes, they are shared out of what the discount leaves. */
function byAmount(context: Context, amount: Figure): ItemFigures {
  const { workings, item, left } = context;
  const discount = proportion(context, 'discount', left.discount, amount, left.amount);
  if (!item.tax_inclusive) {
    const taxes = left.taxes.map((tax, at) => proportion(context, `tax_${at + 1}`, tax, amount, left.amount));
    return named(context, { amount, discount, taxes });
  }
  const total = workings.step(label(item, 'gross'), 'subtract', { amount, discount });
  return named(context, { amount, discount, taxes: partsOfTotal(context, total).taxes });
}

/** Net and taxes are rounded together, so that they add up to the total that was asked for. */
function byTotal(context: Context, total: Figure): ItemFigures {
  const { workings, item, left } = context;
  const discount = proportion(context, 'discount', left.discount, total, left.total);
  const { net, taxes } = partsOfTotal(context, total);
  const after = item.tax_inclusive ? total : net;
  const amount = workings.step(label(item, 'before_discount'), 'add', { after_discount: after, discount });
  return named(context, { amount, discount, taxes });
}

function partsOfTotal({ workings, item, left }: Context, total: Figure): { net: Figure; taxes: Figure[] } {
  if (total.value.n === 0n) return { net: total, taxes: left.taxes.map(() => total) };
  const named: [string, Figure][] = [
    ['net', left.net],
    ...left.taxes.map((tax, at): [string, Figure] => [`tax_${at + 1}`, tax]),
  ];
  const shares = named.map(([name, of]) => exactShare(workings, item, name, of, total, left.total));
  const labels = named.map(([name]) => label(item, `${name}_part`));
  const [net = total, ...taxes] = workings.roundParts(labels, total, shares);
  return { net, taxes };
}

function proportion(
  { workings, item, mode }: Context,
  name: string,
  of: Figure,
  numerator: Figure,
  whole: Figure,
): Figure {
  if (of.value.n === 0n || numerator.value.n === 0n) return workings.amount(0n);
  const exact = exactShare(workings, item, name, of, numerator, whole);
  return workings.step(label(item, `${name}_rounded`), 'round', { exact }, mode);
}

function exactShare(
  workings: Workings,
  item: CreditableItem,
  name: string,
  of: Figure,
  credited: Figure,
  left: Figure,
): Figure {
  const product = workings.step(label(item, `${name}_product`), 'multiply', { of, credited });
  return workings.step(label(item, `${name}_exact`), 'divide', { product, left });
}

/** The last steps of an item carry the plain names: item_1_amount, item_1_discount, item_1_tax_1, item_1_total. */
function named({ workings, item }: Context, { amount, discount, taxes }: Parts): ItemFigures {
  const value = (name: string, credited: Figure) => workings.step(label(item, name), 'value', { credited });
  const parts = {
    amount: value('amount', amount),
    discount: value('discount', discount),
    taxes: taxes.map((tax, at) => value(`tax_${at + 1}`, tax)),
  };
  return withTotals(workings, item, parts, '');
}

function withTotals(workings: Workings, item: CreditableItem, parts: Parts, suffix: string): ItemFigures {
  const { amount, discount, taxes } = parts;
  const step = (name: string, operation: 'add' | 'subtract', operands: Record<string, Figure>) =>
    workings.step(label(item, `${name}${suffix}`), operation, operands);
  const named = Object.fromEntries(taxes.map((tax, at) => [`tax_${at + 1}`, tax]));
  if (item.tax_inclusive) {
    const total = step('total', 'subtract', { amount, discount });
    return { ...parts, net: step('net', 'subtract', { total, ...named }), total };
  }
  const net = step('net', 'subtract', { amount, discount });
  return { ...parts, net, total: step('total', 'add', { net, ...named }) };
}

function label({ position }: CreditableItem, name: string): Label {
  return { id: `item_${position}_${name}`, rule: 'credited_share', about: { line: position } };
}
