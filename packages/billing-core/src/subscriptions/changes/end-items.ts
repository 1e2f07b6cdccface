import { addDays } from '../../time/index.ts';
import { type ChangeContext, isFree, momentOf } from './change-context.ts';
import type { ChangeLine, SubscribedItem } from './change-terms.ts';
import { closeItem } from './close-item.ts';
import type { Moment } from './measure.ts';

export type EndedItems = { lines: ChangeLine[]; items: SubscribedItem[] };

/**
 * All items ended at the moment of the change, with nothing to follow: what they give back, unless it is kept, and what
 * was used and is not billed. The items keep the days they are paid for.
 */
export function endItems(context: ChangeContext, givesBack: boolean): EndedItems {
  const { items } = context.subscription;
  if (isFree(context)) return { lines: [], items: [...items] };
  const until = keptUntil(context);
  const closing = { until, cuts_period: true, meter_goes_on: false };
  const keeps = (item: SubscribedItem) => item.billed !== null && item.kind === 'recurring' && !givesBack;
  const lines = items.flatMap((item) => (keeps(item) ? [] : closeItem(context, item, closing)));
  return { lines, items: items.map((item) => (keeps(item) ? item : cutAt(item, until))) };
}

/** Inclusive days keep the day of the end; half-open ones give it back. */
function keptUntil(context: ChangeContext): Moment {
  const { policy, now } = context;
  return policy.proration === 'day_inclusive' ? momentOf(context, addDays(now.day, 1)) : now;
}

function cutAt(item: SubscribedItem, { day }: Moment): SubscribedItem {
  const { start, end } = item.service;
  if (item.kind === 'one_time' || end <= day) return item;
  return { ...item, service: { start, end: day > start ? day : start } };
}
