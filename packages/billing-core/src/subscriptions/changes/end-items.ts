import { addDays } from '../../time/index.ts';
import { type ChangeContext, isBilledBefore, isFree, momentOf } from './change-context.ts';
import type { ChangeLine, SubscribedItem } from './change-terms.ts';
import { type Closing, closeItem, endOfUsage } from './close-item.ts';
import type { Moment } from './measure.ts';

export type EndedItems = { lines: ChangeLine[]; items: SubscribedItem[] };

/**
 * All items ended, with nothing to follow: what they give back, unless it is kept, and what was used until then and is not
 * billed. The items keep the days they are paid for.
 */
export function endItems(context: ChangeContext, givesBack: boolean, until: Moment): EndedItems {
  const { items } = context.subscription;
  const closing = { until, cuts_period: true, meter_goes_on: false };
  // Nothing is owed of free days; what was billed before they are over is given back.
  const isUntouched = (item: SubscribedItem) => isFree(context) && !isBilledBefore(context, item);
  // Undivided, nothing is given back of a fee, so its days stay paid for, and are there for a resumption.
  const isKept = ({ billed, kind }: SubscribedItem) =>
    billed !== null &&
    kind !== 'usage' &&
    (!givesBack || (kind === 'recurring' && context.policy.proration === 'none'));
  const keeps = (item: SubscribedItem) => isUntouched(item) || isKept(item);
  const divided = dividingEnds(context);
  const lines = items.flatMap((item) => (keeps(item) ? [] : closeItem(divided, item, closing)));
  return { lines, items: items.map((item) => (keeps(item) ? item : closed(context, item, closing))) };
}

/** There is no new price to take a full difference to: what was used is kept, by days. */
function dividingEnds(context: ChangeContext): ChangeContext {
  const { policy } = context;
  return policy.proration === 'full_difference'
    ? { ...context, policy: { ...policy, proration: context.basis } }
    : context;
}

/** Inclusive days keep the day of an end; half-open ones give it back. */
export function endOfUse(context: ChangeContext): Moment {
  const { policy, now } = context;
  return policy.proration === 'day_inclusive' ? momentOf(context, addDays(now.day, 1)) : now;
}

/** With the days that it is still paid for; one that was not billed has been now, and has none left. */
function closed(context: ChangeContext, item: SubscribedItem, closing: Closing): SubscribedItem {
  const { start, end } = item.service;
  if (item.kind === 'one_time' || end <= context.now.day) return item;
  const last = item.kind === 'usage' ? endOfUsage(context, closing) : closing.until.day;
  const isKept = item.billed !== null && start < last;
  return { ...item, service: { start: isKept ? start : last, end: last } };
}
