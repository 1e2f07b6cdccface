import type { Portion } from '../../catalog/portion.ts';
import type { DecimalLike } from '../../money/index.ts';
import type { Period } from '../../time/index.ts';
import { rateComponent } from '../component-line.ts';
import type { ChangeContext } from './change-context.ts';
import type { ChangeLine, NewItem } from './change-terms.ts';

/** What an item costs for some of its days. */
export function chargeLine(
  { rating, now }: ChangeContext,
  item: NewItem,
  service: Period,
  portion: Portion | undefined,
  quantity: DecimalLike = item.quantity,
): ChangeLine {
  return {
    type: 'charge',
    ...rateComponent(item, quantity, service, portion, rating),
    line_id: `${item.subscription_item_id}/${service.start}/${now.at.toISOString()}`,
    credits: null,
  };
}

/** A line of nothing is no line. */
export function withoutNothing(line: ChangeLine): ChangeLine[] {
  return line.amount === 0n ? [] : [line];
}
