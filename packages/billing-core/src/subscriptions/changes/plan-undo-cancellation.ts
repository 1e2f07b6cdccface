import { BillingError } from '../../errors/index.ts';
import { earlierDate, startOfDay } from '../../time/index.ts';
import { lastDay } from '../renewal-cycle.ts';
import { assertLive, type ChangeContext, changeContext, momentOf } from './change-context.ts';
import type { BilledLine, ChangeMoney, ChangeTerms, SubscribedItem } from './change-terms.ts';
import { chargeLine } from './charge-line.ts';
import { measure } from './measure.ts';
import { netOfLines } from './net-of-lines.ts';
import { gridOf, wholePeriod } from './next-grid.ts';
import type { Ending } from './plan-cancellation.ts';
import { dueOn } from './standing.ts';

export type UndoneCancellation = ChangeMoney & { items: SubscribedItem[]; subscription: Ending };

/**
 * Takes a cancellation back that is still to come. A period that was cut at its day is charged to its end; the lines
 * that waited for the last invoice are dropped by the caller.
 *
 * @throws BillingError illegal_transition when there is none to take back, or it has taken effect
 * @example
 * const subscription = { status: 'active', time_zone: 'UTC', currency: 'USD', interval: 'month', interval_count: 1,
 *   start_date: '2025-01-01', anchor_date: '2025-01-01', cycle_index: 0, current_period_start: '2025-01-01',
 *   current_period_end: '2025-02-01', next_billing_at: parseInstant('2025-01-20T00:00:00Z'), ends_on: '2025-01-20', items: [] };
 * const undone = planUndoCancellation({ subscription, at: parseInstant('2025-01-10T00:00:00Z'), rounding: { mode: 'half_up' } });
 * [undone.subscription.ends_on, undone.subscription.next_billing_at] // [null, '2025-02-01T00:00:00.000Z']
 */
export function planUndoCancellation(input: ChangeTerms): UndoneCancellation {
  const context = changeContext(input);
  const { subscription, policy } = context;
  assertLive(context);
  const { current_period_end, time_zone, cancel_at_period_end, next_billing_at } = subscription;
  const endsOn = subscription.ends_on ?? (cancel_at_period_end === true ? current_period_end : null);
  if (endsOn === null) refuse('the subscription is not canceled; there is nothing to take back.');
  const end = startOfDay(endsOn, time_zone);
  if (context.now.at >= end) refuse(`the subscription ended on ${endsOn}; start a new one.`);
  const goingOn = { ...context, subscription: { ...subscription, ends_on: null, cancel_at_period_end: false } };
  const then = { ...goingOn, now: momentOf(context, endsOn) };
  const extended = subscription.items.map((item) => extend(then, item));
  const lines = extended.flatMap((item) => item.lines);
  const isMoved = next_billing_at !== null && next_billing_at.getTime() === end.getTime();
  const items = extended.map(({ item }) => item);
  return {
    ...netOfLines(lines, subscription.currency, { invoicing: policy.invoicing, waits: false }),
    items,
    subscription: {
      ends_on: null,
      cancel_at_period_end: false,
      next_billing_at: isMoved ? startOfDay(dueOn(goingOn, gridOf(subscription), items), time_zone) : next_billing_at,
    },
  };
}

/** What was billed to the day of the end and is a part of its period goes on to the end of the period. */
function extend(context: ChangeContext, item: SubscribedItem) {
  const { now, basis, subscription } = context;
  const whole = wholePeriod(gridOf(subscription), item, item.service.start);
  const { start, end } = item.service;
  const last = earlierDate(whole.end, lastDay(subscription) ?? whole.end);
  const isCut = item.kind === 'recurring' && item.billed !== null && end === now.day && end < last;
  if (!isCut) return { item, lines: [] };
  const portion = measure(basis, now, momentOf(context, last), whole, subscription.time_zone);
  const line = chargeLine(context, item, { start: end, end: last }, portion);
  const billed = { ...(item.billed as BilledLine), amount: (item.billed as BilledLine).amount + line.amount };
  // A line of nothing is one here: a fee that is free is billed for all of its days as well.
  return { item: { ...item, service: { start, end: last }, billed }, lines: [line] };
}

function refuse(message: string): never {
  throw new BillingError('illegal_transition', message);
}
