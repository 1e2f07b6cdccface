import type { Portion } from '../../catalog/portion.ts';
import { type LocalDate, type Period, startOfDay } from '../../time/index.ts';
import { type ProrationBasis, portionOf } from '../proration/basis.ts';

/** An instant, and the civil day it belongs to in the zone of the subscription. */
export type Moment = { day: LocalDate; at: Date };

/** The begin of a day. */
export function midnightOf(day: LocalDate, timeZone: string): Moment {
  return { day, at: startOfDay(day, timeZone) };
}

export function laterMoment(left: Moment, right: Moment): Moment {
  return left.at > right.at ? left : right;
}

/** What lies between two moments, out of the whole period that a price is for. */
export function measure(basis: ProrationBasis, from: Moment, to: Moment, whole: Period, timeZone: string): Portion {
  if (basis === 'second') {
    return portionOf('second', {
      segment_start: from.at.toISOString(),
      segment_end: to.at.toISOString(),
      period_start: startOfDay(whole.start, timeZone).toISOString(),
      period_end: startOfDay(whole.end, timeZone).toISOString(),
    });
  }
  // A whole period is whole, also where a basis sees no day in it, as thirty-day months do on the 31st.
  if (from.day === whole.start && to.day === whole.end) return { part: 1, whole: 1 };
  return portionOf(basis === 'day_inclusive' ? 'day_half_open' : basis, {
    segment_start: from.day,
    segment_end: to.day,
    period_start: whole.start,
    period_end: whole.end,
  });
}
