import {
  addDays,
  earlierDate,
  type Interval,
  type LocalDate,
  periodAt,
  periodContaining,
  startOfDay,
} from '../time/index.ts';
import type { Contract } from './plan-renewal.ts';

export type BillingTiming = 'advance' | 'arrear';

export type StartSubscription = {
  start_date: LocalDate;
  /** The day from which boundaries are counted, before or after the start. Unless given, the first day that is paid for. */
  anchor_date?: LocalDate;
  interval: Interval;
  interval_count: number;
  time_zone: string;
  components: readonly { timing: BillingTiming }[];
  /** The first days, which are free. */
  trial_days?: number;
  /** As `planRenewal` takes it. */
  issue_days_before?: number;
  /** Counted from the first whole period that is paid for; endless without. */
  contract?: Pick<Contract, 'periods' | 'at_end'>;
};

/** Where a subscription stands. Dates are civil days in its time zone; the end is exclusive. */
export type BillingState = {
  /** How many periods after the anchor the current one starts; negative before the anchor. */
  cycle_index: number;
  current_period_start: LocalDate;
  current_period_end: LocalDate;
  /** From this instant the billing run must take it up; null when nothing will be due any more. */
  next_billing_at: Date | null;
};

/** A subscription that has just begun. */
export type StartedSubscription = BillingState & {
  anchor_date: LocalDate;
  /** The first day that is paid for after a trial; null without one. */
  trial_end: LocalDate | null;
  contract: Contract | null;
};

/**
 * The first period of a new subscription. Where the start is not on a boundary of the grid, the first period is a
 * stub: from the start to the next boundary. A start in the past is billed from there by the first renewal, period by
 * period; one in the future waits.
 *
 * It is due at its first paid day when anything is billed in advance, otherwise at its end; `issue_days_before` days
 * earlier where everything is.
 *
 * @throws BillingError invalid_date, invalid_time_zone
 * @example
 * const monthly = { interval: 'month', interval_count: 1, time_zone: 'UTC', components: [{ timing: 'arrear' }] };
 * const started = startSubscription({ ...monthly, start_date: '2023-11-15', anchor_date: '2023-12-01' });
 * [started.cycle_index, started.current_period_end, started.next_billing_at] // [-1, '2023-12-01', '2023-12-01T00:00:00.000Z']
 * startSubscription({ ...monthly, start_date: '2023-11-15', trial_days: 14 }).anchor_date // '2023-11-29'
 * const year = { periods: 12, at_end: 'expire' };
 * startSubscription({ ...monthly, start_date: '2023-11-15', contract: year }).contract.ends_on // '2024-11-15'
 */
export function startSubscription(input: StartSubscription): StartedSubscription {
  const { start_date, interval, interval_count, time_zone, trial_days } = input;
  const trial_end = trial_days === undefined || trial_days === 0 ? null : addDays(start_date, trial_days);
  const firstPaid = trial_end ?? start_date;
  const anchor_date = input.anchor_date ?? firstPaid;
  const { index, end } = periodContaining(anchor_date, interval, interval_count, start_date);
  const hasAdvance = input.components.some(({ timing }) => timing === 'advance');
  const dueOn = hasAdvance ? earlierDate(firstPaid, end) : end;
  const lead = leadOf(input, input.components);
  return {
    anchor_date,
    cycle_index: index,
    current_period_start: start_date,
    current_period_end: end,
    next_billing_at: startOfDay(addDays(dueOn, -lead), time_zone),
    trial_end,
    contract: contractFrom(input, anchor_date, firstPaid),
  };
}

/**
 * How many days a period is billed before it begins. What is billed in arrear is not known then, so it takes that away.
 *
 * @example leadOf({ issue_days_before: 7 }, [{ timing: 'advance' }]) // 7
 * @example leadOf({ issue_days_before: 7 }, [{ timing: 'advance' }, { timing: 'arrear' }]) // 0
 */
export function leadOf(
  { issue_days_before = 0 }: { issue_days_before?: number },
  components: readonly { timing: BillingTiming }[],
): number {
  return components.every(({ timing }) => timing === 'advance') ? issue_days_before : 0;
}

function contractFrom(input: StartSubscription, anchor: LocalDate, firstPaid: LocalDate): Contract | null {
  const { contract, interval, interval_count } = input;
  if (contract === undefined) return null;
  const { index, start } = periodContaining(anchor, interval, interval_count, firstPaid);
  const first = start === firstPaid ? index : index + 1;
  return { ...contract, ends_on: periodAt(anchor, interval, interval_count, first + contract.periods).start };
}
