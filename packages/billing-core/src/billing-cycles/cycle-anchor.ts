import { BillingError } from '../errors/index.ts';
import { addDays, type Interval, intervalStep, type LocalDate } from '../time/index.ts';

/** A Monday and a first of January: weeks, months, quarters and years of the calendar all begin there. */
const CALENDAR_START: LocalDate = '2001-01-01';

export type CycleAlignment = 'calendar' | 'anniversary';

export type AnchorRules = {
  interval: Interval;
  alignment: CycleAlignment;
  /** 1 to 31 of the month, or 1 (Monday) to 7 of the week. */
  anchor_day?: number | undefined;
  anchor_date?: LocalDate | undefined;
};

/**
 * The day from which the periods of a cycle are counted: the one given, or that day of the calendar. null where each
 * customer has one of its own. The 31st means the last day of shorter months.
 *
 * @throws BillingError validation_failed for a day that the interval does not have, or one that goes with no calendar
 * @example cycleAnchor({ interval: 'month', alignment: 'calendar', anchor_day: 15 }) // '2001-01-15'
 * @example cycleAnchor({ interval: 'week', alignment: 'calendar', anchor_day: 7 }) // '2001-01-07'
 * @example cycleAnchor({ interval: 'month', alignment: 'anniversary' }) // null
 */
export function cycleAnchor({ interval, alignment, anchor_day, anchor_date }: AnchorRules): LocalDate | null {
  if (alignment === 'anniversary') {
    if (anchor_day === undefined && anchor_date === undefined) return null;
    const path = anchor_day === undefined ? 'anchor_date' : 'anchor_day';
    throw fault(path, 'goes with alignment calendar; an anniversary counts from the day each customer starts');
  }
  if (anchor_date !== undefined) {
    if (anchor_day !== undefined) throw fault('anchor_day', 'is said by anchor_date already; give one of them');
    return anchor_date;
  }
  const last = lastAnchorDay(interval);
  if (anchor_day !== undefined && (anchor_day < 1 || anchor_day > last)) throw fault('anchor_day', rangeOf(last));
  return addDays(CALENDAR_START, (anchor_day ?? 1) - 1);
}

/**
 * How many days there are to choose from: of the week, or of the month.
 * @example lastAnchorDay('quarter') // 31
 * @example lastAnchorDay('week') // 7
 */
export function lastAnchorDay(interval: Interval): number {
  if (intervalStep(interval).unit === 'months') return 31;
  return interval === 'week' ? 7 : 1;
}

function rangeOf(last: number): string {
  if (last === 1) return 'says nothing here: every day begins a period; leave it out, or give anchor_date';
  return last === 7 ? 'is a day of the week: 1 (Monday) to 7 (Sunday)' : 'is a day of the month: 1 to 31';
}

function fault(path: string, message: string): BillingError {
  return new BillingError('validation_failed', `${path} ${message}.`, { errors: [{ path, message }] });
}
