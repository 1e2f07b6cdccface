import { type Interval, type LocalDate, periodContaining, startOfDay } from '../time/index.ts';

export type BillingTiming = 'advance' | 'arrear';

export type StartSubscription = {
  start_date: LocalDate;
  /** The day from which boundaries are counted; the start date unless given. It may lie before or after the start. */
  anchor_date?: LocalDate;
  interval: Interval;
  interval_count: number;
  time_zone: string;
  components: readonly { timing: BillingTiming }[];
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

/**
 * The first period of a new subscription. Where the start is not on a boundary of the grid, the first period is a
 * stub: from the start to the next boundary.
 *
 * It is due at its start when anything is billed in advance, otherwise at its end.
 *
 * @throws BillingError invalid_date, invalid_time_zone
 * @example
 * startSubscription({ start_date: '2023-11-15', anchor_date: '2023-12-01', interval: 'month', interval_count: 1,
 *   time_zone: 'UTC', components: [{ timing: 'arrear' }] })
 * // anchor 2023-12-01, cycle -1, period 2023-11-15 to 2023-12-01, due 2023-12-01T00:00:00Z
 */
export function startSubscription(input: StartSubscription): BillingState & { anchor_date: LocalDate } {
  const anchorDate = input.anchor_date ?? input.start_date;
  const grid = periodContaining(anchorDate, input.interval, input.interval_count, input.start_date);
  const hasAdvance = input.components.some((component) => component.timing === 'advance');
  const dueOn = hasAdvance ? input.start_date : grid.end;
  return {
    anchor_date: anchorDate,
    cycle_index: grid.index,
    current_period_start: input.start_date,
    current_period_end: grid.end,
    next_billing_at: startOfDay(dueOn, input.time_zone),
  };
}
