import { addDays, type LocalDate, startOfDay } from '../time/index.ts';
import type { SubscriptionStatus } from './status.ts';

/** What a subscription is judged by, when what its invoices owe has changed. */
export type Arrears = {
  status: SubscriptionStatus;
  time_zone: string;
  /** The due date of its oldest invoice that is `awaited` (`arrearsOfInvoice`); null where none is. */
  owed_since: LocalDate | null;
  /** Until when it goes on as it is past due; null where that was over, and it goes on all the same. */
  grace_ends_at?: Date | null;
  /** Of one that waits for its first payment: whether that has come. */
  first_paid: boolean;
  /** For how many days after the due date it goes on unpaid. */
  grace_days: number;
};

export type JudgedArrears = { status: SubscriptionStatus; grace_ends_at: Date | null };

/**
 * What becomes of a subscription when its invoices are paid, or are not: active becomes past_due with a day of grace, and
 * active again when nothing is overdue any more; incomplete becomes active with its first payment. Null where it stays
 * what it is. The grace is counted from the due date, so a worker that was down for weeks gives nobody more of it.
 *
 * @example
 * const late = { status: 'active', time_zone: 'UTC', owed_since: '2026-02-10', first_paid: false, grace_days: 14 };
 * judgeArrears(late).status // 'past_due'
 * judgeArrears(late).grace_ends_at // '2026-02-25T00:00:00.000Z'
 * judgeArrears({ ...late, status: 'past_due', owed_since: null }).status // 'active'
 * judgeArrears({ ...late, status: 'past_due' }) // null
 */
export function judgeArrears(arrears: Arrears): JudgedArrears | null {
  const { status, owed_since, grace_days, time_zone, first_paid, grace_ends_at } = arrears;
  if (status === 'incomplete') return first_paid ? { status: 'active', grace_ends_at: null } : null;
  if (status !== 'active' && status !== 'past_due') return null;
  if (owed_since === null) return status === 'past_due' ? { status: 'active', grace_ends_at: null } : null;
  const ends = startOfDay(addDays(owed_since, grace_days + 1), time_zone);
  if (status === 'active') return { status: 'past_due', grace_ends_at: ends };
  // The grace is that of the oldest that is owed now: another one may be, since that was paid or was sent late.
  const isOfIt = grace_ends_at == null || grace_ends_at.getTime() === ends.getTime();
  return isOfIt ? null : { status, grace_ends_at: ends };
}
