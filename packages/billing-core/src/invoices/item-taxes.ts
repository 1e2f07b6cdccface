import type { Fraction } from '../money/index.ts';
import type { Amounts } from './compute-amounts.ts';
import { entryAt } from './entry-at.ts';

/** The tax of one rate on one item, so that a correction can take it back by rate. Minor units. */
export type ItemTax = {
  /** Its row in the tax table of the invoice, from 0. */
  row: number;
  /** On the amount and the taxes before it. */
  compound: boolean;
  /** What it is on; its row is the sum of these. */
  taxable: bigint;
  tax: bigint;
};

/**
 * The taxes of each item, rate by rate: they add up to the tax of the item, and to the rows of the tax table. What a compound
 * rate is on contains the rounded taxes before it, so that the rows can be checked by hand.
 */
export function itemTaxes({ taxes, line_nets }: Amounts): ItemTax[][] {
  const rows = new Map<string, number>();
  const items = line_nets.map((): ItemTax[] => []);
  const before = line_nets.map(whole);
  for (const { line, rate, tax } of taxes.cells) {
    const row = rows.get(rate.key) ?? rows.size;
    rows.set(rate.key, row);
    const compound = rate.rate.compound === true;
    const taxable = compound ? entryAt(before, line) : whole(entryAt(line_nets, line));
    before[line] = entryAt(before, line) + tax;
    entryAt(items, line).push({ row, compound, taxable, tax });
  }
  return items;
}

function whole({ n, d }: Fraction): bigint {
  return n / d;
}
