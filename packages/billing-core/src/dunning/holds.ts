import { addDays, daysBetween, earlierDate, type LocalDate, laterDate } from '../time/index.ts';
import type { DunningHold } from './schema.ts';

/**
 * The day so many days after another, not counting the days on which the case was held: a week of pause moves all that
 * follows by a week. Overlapping holds count once. Null while a hold without an end stands before it.
 *
 * @throws BillingError invalid_date
 * @example
 * const pause = { kind: 'pause', from: '2026-01-03', until: '2026-01-10' };
 * addUnheldDays('2026-01-01', 2, []) // '2026-01-03'
 * addUnheldDays('2026-01-01', 2, [pause]) // '2026-01-10'
 * addUnheldDays('2026-01-01', 1, [pause]) // '2026-01-02'
 * addUnheldDays('2026-01-01', 5, [{ ...pause, until: null }]) // null
 */
export function addUnheldDays(from: LocalDate, days: number, holds: readonly DunningHold[]): LocalDate | null {
  let date = addDays(from, days);
  let counted = earlierDate(from, date);
  for (const hold of inTime(holds)) {
    const start = laterDate(hold.from, counted);
    if (start > date) break;
    if (hold.until === null) return null;
    if (hold.until <= start) continue;
    date = addDays(date, daysBetween(start, hold.until));
    counted = hold.until;
  }
  return date;
}

/**
 * The hold that a day is in, of several the one that ends last, until the end of those that follow it without a gap.
 * @example
 * const promise = { kind: 'promise', from: '2026-01-03', until: '2026-01-10' };
 * holdOn([promise], '2026-01-09') // { kind: 'promise', from: '2026-01-03', until: '2026-01-10' }
 * holdOn([promise], '2026-01-10') // null
 * holdOn([promise, { kind: 'pause', from: '2026-01-10', until: null }], '2026-01-09').until // null
 */
export function holdOn(holds: readonly DunningHold[], day: LocalDate): DunningHold | null {
  const open = holds.filter(({ from, until }) => from <= day && (until === null || day < until));
  const hold = open.reduce<DunningHold | null>(
    (last, next) => (last === null || endsLater(next, last) ? next : last),
    null,
  );
  if (hold === null || hold.until === null) return hold;
  const following = holdOn(holds, hold.until);
  return following === null ? hold : { ...hold, until: following.until };
}

function endsLater({ until }: DunningHold, other: DunningHold): boolean {
  return other.until !== null && (until === null || until > other.until);
}

function inTime(holds: readonly DunningHold[]): DunningHold[] {
  return holds.toSorted((left, right) => (left.from < right.from ? -1 : 1));
}
