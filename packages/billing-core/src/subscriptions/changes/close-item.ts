import type { Portion } from '../../catalog/portion.ts';
import { BillingError } from '../../errors/index.ts';
import { addDays, daysBetween, type LocalDate, localDateAt, type Period } from '../../time/index.ts';
import { type ChangeContext, momentOf } from './change-context.ts';
import type { BilledLine, ChangeLine, SubscribedItem } from './change-terms.ts';
import { chargeLine, withoutNothing } from './charge-line.ts';
import { creditLine } from './credit-line.ts';
import { laterMoment, type Moment, measure } from './measure.ts';
import { gridOf, wholePeriod } from './next-grid.ts';

/** How an item ends. */
export type Closing = {
  /** Until when it is paid for. */
  until: Moment;
  /** The period ends with it, and is not carried on by another item: its used days are charged in every mode. */
  cuts_period: boolean;
  /** Another item goes on with the same meter, so that the usage of the day belongs to that one. */
  meter_goes_on: boolean;
};

/**
 * What the end of an item gives back or still costs: a credit for what was billed and is not used, a charge for what was
 * used and is not billed.
 */
export function closeItem(context: ChangeContext, item: SubscribedItem, closing: Closing): ChangeLine[] {
  if (item.kind === 'one_time') return beforeItsDay(context, item);
  // What ends with its period is billed by the renewal; what ended before, in a pause, was closed then.
  if (item.service.end <= context.now.day) return [];
  if (item.kind === 'usage') return usedUntil(context, item, closing);
  const { billed } = item;
  return billed === null ? usedAndUnbilled(context, item, closing) : unusedAndBilled(context, item, billed, closing);
}

/** What is charged once is not given back, but where it was billed before its day and that does not come. */
function beforeItsDay({ now, policy, rating }: ChangeContext, item: SubscribedItem): ChangeLine[] {
  const { billed, service } = item;
  if (billed === null || now.day >= service.start) return [];
  return withoutNothing(creditLine(item, billed, service, { part: 1, whole: 1 }, policy.credit_cap, rating));
}

function unusedAndBilled(
  context: ChangeContext,
  item: SubscribedItem,
  billed: BilledLine,
  { until, cuts_period }: Closing,
): ChangeLine[] {
  const { policy, rating } = context;
  if (policy.proration === 'none') return [];
  const begin = beginOf(context, item);
  // Where the period goes on, the new price holds from its begin; what was used of one that is cut is not given back.
  const isWhole = policy.proration === 'full_difference' && !cuts_period;
  const from = isWhole ? begin : laterMoment(until, begin);
  const portion = measureService(context, item, from, momentOf(context, item.service.end));
  const service = { start: from.day, end: item.service.end };
  return withoutNothing(creditLine(item, billed, service, portion, policy.credit_cap, rating));
}

function usedAndUnbilled(context: ChangeContext, item: SubscribedItem, closing: Closing): ChangeLine[] {
  const { proration } = context.policy;
  // Undivided, the item that is there at the end of the period pays for all of it.
  if (!closing.cuts_period && (proration === 'none' || proration === 'full_difference')) return [];
  const begin = beginInArrear(context, item);
  // Seconds stay seconds: what began within a day is counted to the midnight from which days are the next one's.
  const basis = hasBegunWithinDay(item, begin) ? 'second' : context.basis;
  const until = basis === context.basis ? closing.until : momentOf(context, closing.until.day);
  if (until.at <= begin.at) return [];
  const portion = measureService({ ...context, basis }, item, begin, until);
  // By seconds two items can share a day.
  const lastDay = until.day > begin.day ? until.day : addDays(begin.day, 1);
  return withoutNothing(chargeLine(context, item, { start: begin.day, end: lastDay }, portion));
}

/** The first day whose usage an item does not pay for: the day of its end is its own, unless another goes on with it. */
export function endOfUsage(context: ChangeContext, { until, meter_goes_on }: Closing): LocalDate {
  const isMidnight = until.at.getTime() === momentOf(context, until.day).at.getTime();
  return meter_goes_on || isMidnight ? until.day : addDays(until.day, 1);
}

function usedUntil(context: ChangeContext, item: SubscribedItem, closing: Closing): ChangeLine[] {
  const end = endOfUsage(context, closing);
  if (end <= item.service.start) return [];
  const service = { start: item.service.start, end };
  const whole = wholePeriod(gridOf(context.subscription), item, item.service.start);
  const portion = { part: daysBetween(service.start, end), whole: daysBetween(whole.start, whole.end) };
  return withoutNothing(chargeLine(context, item, service, portion, usageOf(context, item, service)));
}

function usageOf({ usage }: ChangeContext, item: SubscribedItem, period: Period) {
  if (usage !== undefined) return usage(item.meter_id ?? '', period);
  const message = `"${item.name}" bills usage and ends on ${period.end}; give the usage of its meter, which is billed as it is.`;
  throw new BillingError('validation_failed', message, { errors: [{ path: 'usage', message }] });
}

/** When an item began to be paid for. */
function beginOf(context: ChangeContext, { since, service }: SubscribedItem): Moment {
  return since === undefined ? momentOf(context, service.start) : { day: service.start, at: since };
}

/**
 * A fee in arrear that a change has divided by seconds began at its instant; by days it began with its day, at whatever hour the
 * change was made, however it is divided now.
 */
export function beginInArrear(context: ChangeContext, { active_at, service }: SubscribedItem): Moment {
  const midnight = momentOf(context, service.start);
  const isOfDay = active_at !== undefined && localDateAt(active_at, context.subscription.time_zone) === service.start;
  return isOfDay ? { day: service.start, at: active_at } : midnight;
}

export function hasBegunWithinDay({ active_at }: SubscribedItem, { at }: Moment): boolean {
  return active_at !== undefined && active_at.getTime() === at.getTime();
}

function measureService(
  { basis, subscription }: ChangeContext,
  item: SubscribedItem,
  from: Moment,
  to: Moment,
): Portion {
  return measure(basis, from, to, wholePeriod(gridOf(subscription), item, item.service.start), subscription.time_zone);
}
