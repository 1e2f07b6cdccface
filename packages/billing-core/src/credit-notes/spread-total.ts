import type { ItemFigures, Share } from './credit-item.ts';
import { pairs } from './pairs.ts';
import type { ItemRest } from './rest-of-invoice.ts';
import type { Figure, Workings } from './workings.ts';

type Left = { rest: ItemRest; left: ItemFigures };

/**
 * A part of what is left of an invoice, spread over its items in proportion to what is left of each: in whole minor units
 * that add up to it (largest remainder). An item that gets nothing is left out.
 */
export function spreadTotal(workings: Workings, lefts: readonly Left[], total: bigint): (Left & { share: Share })[] {
  const credited = workings.amount(total);
  const label = (id: string) => ({ id, rule: 'credited_share' as const });
  const totals = lefts.map(({ rest, left }): [string, Figure] => [`item_${rest.item.position}`, left.total]);
  const left = workings.step(label('total_left'), 'add', Object.fromEntries(totals));
  const exact = totals.map(([name, of]) => {
    const product = workings.step(label(`${name}_spread_product`), 'multiply', { of, credited });
    return workings.step(label(`${name}_spread_exact`), 'divide', { product, left });
  });
  const labels = totals.map(([name]) => label(`${name}_spread`));
  const shares = workings.roundParts(labels, credited, exact);
  return pairs(lefts, shares).flatMap(([of, share]) => {
    if (share.value.n === 0n) return [];
    const takesAll = workings.minor(share) === of.rest.total;
    return [{ ...of, share: takesAll ? { by: 'rest' as const } : { by: 'total' as const, total: share } }];
  });
}
