import {
  billingCycles,
  cappedCredit,
  componentsChange,
  fixedMonthDays,
  fractionOf,
  type ProrationBasis,
  planChange,
  portionOf,
  prorate,
  type Segment,
  trialRemainder,
} from '../../src/subscriptions/index.ts';
import { type CalendarInterval, calendarDaysBetween, parseInstant } from '../../src/time/index.ts';
import { type Kinds, kind, type RoundingWords } from './kind.ts';

type SegmentWords = Segment & { basis: ProrationBasis; rounding: RoundingWords };

export const prorationKinds: Kinds = {
  fraction: kind<SegmentWords>((input) => ({ fraction: fractionOf(portionOf(input.basis, input), input.rounding) })),
  fixed_month_days: kind<{
    segment_start: string;
    segment_end: string;
    days_in_month: number | string;
    rounding: RoundingWords;
  }>(({ segment_start, segment_end, days_in_month, rounding }) => {
    const whole = Number(days_in_month);
    const days = fixedMonthDays(segment_start, segment_end, whole);
    return { days, fraction: fractionOf({ part: days, whole }, rounding) };
  }),
  prorated_amount: kind<SegmentWords & { price: string }>((input) => ({
    amount: prorate(input.price, portionOf(input.basis, input), input.rounding),
  })),
  plan_change: kind<SegmentWords & { old_amount: string; new_amount: string }>((input) =>
    planChange(input.old_amount, input.new_amount, portionOf(input.basis, input), input.rounding),
  ),
  components_change: kind<SegmentWords & { components: Parameters<typeof componentsChange>[0] }>((input) =>
    componentsChange(input.components, portionOf(input.basis, input), input.rounding),
  ),
  // Always in advance, each part to nine places: the convention of the kind.
  billing_cycles: kind<{
    start: string;
    end?: string;
    target: string;
    bill_cycle_day: number;
    interval: CalendarInterval;
  }>((input) => ({ cycles: billingCycles({ ...input, mode: 'in_advance' }, { scale: 9, mode: 'half_up' }) })),
  credit_cap: kind<{ potential_credit: string; original_amount_paid: string; previous_credits: string }>((input) => ({
    credit: cappedCredit(input.potential_credit, input.original_amount_paid, input.previous_credits),
  })),
  calendar_day_count: kind<{ start: string; end: string; timezone?: string }>(({ start, end, timezone = 'UTC' }) => ({
    days: calendarDaysBetween(parseInstant(start), parseInstant(end), timezone),
  })),
  trial_remainder: kind<SegmentWords & { price: string; trial_start: string; trial_days: number | string }>((input) =>
    trialRemainder(input.price, input, { start: input.trial_start, days: Number(input.trial_days) }, input.rounding),
  ),
};
