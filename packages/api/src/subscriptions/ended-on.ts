import { isLiveSubscription, type SubscriptionStatus } from '@revenue/billing-core/subscriptions';
import { earlierDate, type LocalDate, localDateAt, startOfDay } from '@revenue/billing-core/time';

/** A subscription with what its days are counted by. */
export interface DatedRow {
  status: SubscriptionStatus;
  time_zone: string;
  tenant_zone: string;
  current_period_end: LocalDate;
  ends_on: LocalDate | null;
  ended_at: Date | null;
}

/** The day of the tenant on which a day of the subscription begins. */
export function dayOf(
  { time_zone, tenant_zone }: Pick<DatedRow, 'time_zone' | 'tenant_zone'>,
  day: LocalDate,
): LocalDate {
  return time_zone === tenant_zone ? day : localDateAt(startOfDay(day, time_zone), tenant_zone);
}

/**
 * The day of the tenant on which it was no more; null while it goes on. One that a run has ended is over with its last
 * period or day, however late the run was.
 */
export function endedOn(row: DatedRow): LocalDate | null {
  if (isLiveSubscription(row.status) || row.ended_at === null) return null;
  const days = [row.current_period_end, ...(row.ends_on === null ? [] : [row.ends_on])].map((day) => dayOf(row, day));
  return days.reduce(earlierDate, localDateAt(row.ended_at, row.tenant_zone));
}
