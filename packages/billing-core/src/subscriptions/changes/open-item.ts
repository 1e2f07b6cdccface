import type { Portion } from '../../catalog/portion.ts';
import { earlierDate, type LocalDate, laterDate, type Period } from '../../time/index.ts';
import { dayOnly } from '../component-service.ts';
import { lastDay } from '../renewal-cycle.ts';
import { type ChangeContext, momentOf } from './change-context.ts';
import type { BilledLine, ChangeLine, NewItem, SubscribedItem } from './change-terms.ts';
import { chargeLine, withoutNothing } from './charge-line.ts';
import { beginInArrear, hasBegunWithinDay } from './close-item.ts';
import { type Moment, measure, midnightOf } from './measure.ts';
import { hasOtherPeriod } from './next-grid.ts';

/** Where an item begins. */
export type Opening = {
  /** From when it is paid for. */
  from: Moment;
  /** The whole period that its price is for; its end is the end of what is charged. */
  whole: Period;
  /** A period that begins here is charged in every mode. */
  begins_period: boolean;
  /** The item it takes the place of, where there is one. */
  predecessor: SubscribedItem | undefined;
};

export type OpenedItem = { item: SubscribedItem; lines: ChangeLine[] };

/** What the begin of an item costs now, and the days it is charged for. */
export function openItem(context: ChangeContext, item: NewItem, opening: Opening): OpenedItem {
  const { from, whole } = opening;
  if (item.kind === 'one_time') return opened(context, item, dayOnly(from.day), undefined);
  if (item.kind === 'usage') return unbilled(context, item, { start: from.day, end: whole.end });
  if (item.timing === 'arrear') return unbilledInArrear(context, item, opening);
  return openInAdvance(context, item, opening);
}

/** With its period, or with the subscription where it is known to end before. */
export function endOfService(
  { subscription }: ChangeContext,
  { from, whole }: Pick<Opening, 'from' | 'whole'>,
): LocalDate {
  return laterDate(from.day, earlierDate(whole.end, lastDay(subscription) ?? whole.end));
}

function openInAdvance(context: ChangeContext, item: NewItem, opening: Opening): OpenedItem {
  const { from, whole, begins_period } = opening;
  const { basis, policy, subscription } = context;
  const { time_zone } = subscription;
  if (policy.proration === 'none' && !begins_period) {
    const start = undividedFrom(item, opening);
    return unbilled(context, item, { start, end: whole.end });
  }
  const isWhole = policy.proration === 'full_difference' && !begins_period;
  const begin = isWhole ? midnightOf(startOfAll(opening), time_zone) : from;
  const end = endOfService(context, opening);
  const portion = measure(basis, begin, midnightOf(end, time_zone), whole, time_zone);
  return opened(context, item, { start: begin.day, end }, portion);
}

/** The period was billed before it came, so it pays from the next one on; of a longer one, from where a shorter was billed. */
function undividedFrom(item: NewItem, { predecessor, whole, from }: Opening): LocalDate {
  if (predecessor === undefined || !hasOtherPeriod(item, predecessor)) return whole.end;
  return laterDate(from.day, earlierDate(predecessor.service.end, whole.end));
}

/** Undivided, the one that is there at the end pays for all of the period. */
function startInArrear({ policy }: ChangeContext, opening: Opening): LocalDate {
  const isDivided = policy.proration !== 'none' && policy.proration !== 'full_difference';
  return isDivided || opening.begins_period ? opening.from.day : startOfAll(opening);
}

/** The day from which the predecessor was paid for, or the first of the period. */
function startOfAll({ predecessor, whole }: Opening): LocalDate {
  return predecessor === undefined ? whole.start : laterDate(whole.start, predecessor.service.start);
}

function opened(context: ChangeContext, item: NewItem, service: Period, portion: Portion | undefined): OpenedItem {
  const line = chargeLine(context, item, service, portion);
  const billed = { line_id: line.line_id, amount: line.amount, paid: 0n, credited: 0n, pending: true };
  return { item: subscribed(context, item, service, billed), lines: withoutNothing(line) };
}

function unbilled(context: ChangeContext, item: NewItem, service: Period): OpenedItem {
  return { item: subscribed(context, item, service, null), lines: [] };
}

/** A fee in arrear that begins within a day of seconds: the hours before were charged, or nobody had it then. */
function unbilledInArrear(context: ChangeContext, item: NewItem, opening: Opening): OpenedItem {
  const { from, whole, predecessor } = opening;
  const opened = unbilled(context, item, { start: startInArrear(context, opening), end: whole.end });
  const isWithinDay = context.basis === 'second' && from.at > momentOf(context, from.day).at;
  const active_at = isWithinDay ? from.at : takenOverAt(context, opened.item, predecessor);
  return active_at === undefined ? opened : { ...opened, item: { ...opened.item, active_at } };
}

/** By days the day is the new one's, but for the hours of it that were charged by seconds before its predecessor came. */
function takenOverAt(
  context: ChangeContext,
  { service }: SubscribedItem,
  predecessor: SubscribedItem | undefined,
): Date | undefined {
  if (predecessor === undefined || predecessor.service.start !== service.start) return undefined;
  const begin = beginInArrear(context, predecessor);
  return hasBegunWithinDay(predecessor, begin) ? begin.at : undefined;
}

function subscribed({ now }: ChangeContext, item: NewItem, service: Period, billed: BilledLine | null): SubscribedItem {
  // The instant says more than the day only where the service starts with it.
  return { ...item, service, since: now.day === service.start ? now.at : undefined, active_at: undefined, billed };
}
