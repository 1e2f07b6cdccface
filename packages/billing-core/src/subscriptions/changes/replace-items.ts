import { canonicalJson } from '../../invoices/canonical-json.ts';
import { decimalText } from '../../money/index.ts';
import { earlierDate, type LocalDate, laterDate, type Period } from '../../time/index.ts';
import { dayOnly } from '../component-service.ts';
import { type ChangeContext, firstPaidDay, isBilledBefore, isFree } from './change-context.ts';
import type { ChangeLine, NewItem, SubscribedItem } from './change-terms.ts';
import { closeItem } from './close-item.ts';
import { type Grid, hasOtherPeriod, isSameInterval, wholePeriod } from './next-grid.ts';
import { type OpenedItem, openItem } from './open-item.ts';

export type ReplacedItems = { items: SubscribedItem[]; lines: ChangeLine[] };

/** Who charges for a new item: the change itself, or the renewal that comes with the moment it takes effect. */
export type ChargedBy = 'now' | 'by_renewal';

/** The old items ended and the new ones begun at one moment: for each old one what it gives back, then what follows it. */
export function replaceItems(
  context: ChangeContext,
  newItems: readonly NewItem[],
  grid: Grid,
  charged: ChargedBy,
): ReplacedItems {
  const { items } = context.subscription;
  const opened = new Map<NewItem, OpenedItem>();
  const lines: ChangeLine[] = [];
  const begin = (item: NewItem, old: SubscribedItem | undefined) => {
    const result = beginItem(context, item, old, grid, charged);
    opened.set(item, result);
    lines.push(...result.lines);
  };
  for (const old of items) {
    const successors = newItems.filter((item) => follows(item, old) && !opened.has(item));
    const same = successors.find((item) => goesOn(context, old, item, grid, charged));
    if (same === undefined) lines.push(...endItem(context, old, newItems, grid, charged));
    else opened.set(same, { item: goOn(old, same), lines: [] });
    for (const item of successors) if (item !== same) begin(item, old);
  }
  for (const item of newItems) if (!opened.has(item)) begin(item, undefined);
  return { items: newItems.flatMap((item) => opened.get(item)?.item ?? []), lines };
}

function follows(item: NewItem, old: SubscribedItem): boolean {
  return item.subscription_item_id === old.subscription_item_id || item.replaces === old.subscription_item_id;
}

/** An item with the same terms in the same period goes on: it was billed, and stays so. */
function goesOn(
  { subscription, now }: ChangeContext,
  old: SubscribedItem,
  item: NewItem,
  grid: Grid,
  charged: ChargedBy,
): boolean {
  if (old.kind === 'one_time' && item.kind === 'one_time' && isChargedBy(old, now.day)) return true;
  if (termsOf(old) !== termsOf(item)) return false;
  if (old.kind === 'one_time') return true;
  // The renewal closes the bill in arrear of an id that is not there any more.
  const isRenamed = old.subscription_item_id !== item.subscription_item_id;
  if (isRenamed && charged === 'by_renewal' && old.billed === null) return false;
  if (old.service.end <= now.day) return false;
  return old.every === undefined ? isSameInterval(subscription, grid) : grid.anchor_date === subscription.anchor_date;
}

/** What is charged once, now or by the boundary that is to come, is not charged again, whatever it costs by then. */
function isChargedBy({ billed, service }: SubscribedItem, day: LocalDate): boolean {
  return billed !== null || service.start < day;
}

/** Named as the new one, with the days and the bill of the old. */
function goOn(old: SubscribedItem, item: NewItem): SubscribedItem {
  return { ...old, ...item, service: old.service, since: old.since, billed: old.billed };
}

function termsOf({ kind, timing, pricing, quantity, meter_id, every }: NewItem): string {
  return canonicalJson({ kind, timing, pricing, quantity: decimalText(quantity), meter_id, every });
}

function endItem(
  context: ChangeContext,
  old: SubscribedItem,
  newItems: readonly NewItem[],
  grid: Grid,
  charged: ChargedBy,
): ChangeLine[] {
  // Nothing is owed of free days; what was billed before they are over is given back.
  if (isFree(context) && !isBilledBefore(context, old)) return [];
  // What is owed in arrear at a boundary, of a longer period as well, is the renewal's to charge.
  if (charged === 'by_renewal' && old.billed === null) return [];
  return closeItem(context, old, {
    until: context.now,
    cuts_period:
      !isSameInterval(context.subscription, grid) ||
      newItems.some((item) => follows(item, old) && hasOtherPeriod(item, old)),
    meter_goes_on: newItems.some(({ kind, meter_id }) => kind === 'usage' && meter_id === old.meter_id),
  });
}

function beginItem(
  context: ChangeContext,
  item: NewItem,
  predecessor: SubscribedItem | undefined,
  grid: Grid,
  charged: ChargedBy,
): OpenedItem {
  const { now, subscription } = context;
  const from = laterDate(now.day, grid.current_period.start);
  const whole = wholePeriod(grid, item, from);
  const begins_period = !isSameInterval(subscription, grid) || beginsOwnPeriod(context, item, predecessor);
  if (isFree(context) || charged === 'by_renewal') {
    const begin = laterDate(from, firstPaidDay(subscription));
    const service = item.kind === 'one_time' ? dayOnly(begin) : lastPart(whole, begin);
    return { item: { ...item, service, since: undefined, billed: null }, lines: [] };
  }
  return openItem(context, item, { from: now, whole, begins_period, predecessor });
}

/** Undivided, what is billed in advance comes once the other is no longer paid for. */
function beginsOwnPeriod({ policy }: ChangeContext, item: NewItem, predecessor: SubscribedItem | undefined): boolean {
  const isKept = policy.proration === 'none' && item.timing === 'advance';
  return !isKept && predecessor !== undefined && hasOtherPeriod(item, predecessor);
}

/** What of a period lies after a day; nothing where all of it lies before. */
export function lastPart({ end }: Period, from: LocalDate): Period {
  return { start: earlierDate(from, end), end };
}
