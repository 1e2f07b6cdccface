import {
  billingCycles,
  cappedCredit,
  changeAmounts,
  componentsChange,
  fixedMonthDays,
  fractionOf,
  type ProrationBasis,
  portionOf,
  prorate,
  type Segment,
  trialRemainder,
} from '../../src/subscriptions/index.ts';
import { type BilledPeriodsInput, calendarDaysBetween, parseInstant } from '../../src/time/index.ts';
import { type Kinds, kind, type Rounded } from './kind.ts';

type SegmentWords = Segment & { basis: ProrationBasis } & Rounded;

// What the kinds that answer a fraction say of themselves.
const NINE_PLACES = { scale: 9, mode: 'half_up' } as const;

export const prorationKinds: Kinds = {
  fraction: kind<SegmentWords>((input) => ({
    fraction: fractionOf(portionOf(input.basis, input), input.rounding ?? NINE_PLACES),
  })),
  fixed_month_days: kind<Rounded & { segment_start: string; segment_end: string; days_in_month: number }>((input) => {
    const { segment_start, segment_end, days_in_month, rounding = NINE_PLACES } = input;
    const whole = Number(days_in_month);
    const days = fixedMonthDays(segment_start, segment_end, whole);
    return { days, fraction: fractionOf({ part: days, whole }, rounding) };
  }),
  prorated_amount: kind<SegmentWords & { price: string }>((input) => ({
    amount: prorate(input.price, portionOf(input.basis, input), input.rounding),
  })),
  plan_change: kind<SegmentWords & { old_amount: string; new_amount: string }>((input) =>
    changeAmounts(input.old_amount, input.new_amount, portionOf(input.basis, input), input.rounding),
  ),
  components_change: kind<SegmentWords & { components: Parameters<typeof componentsChange>[0] }>((input) =>
    componentsChange(input.components, portionOf(input.basis, input), input.rounding),
  ),
  // Always in advance: the convention of the kind.
  billing_cycles: kind<Rounded & Omit<BilledPeriodsInput, 'mode'>>(({ rounding = NINE_PLACES, ...input }) => ({
    cycles: billingCycles({ ...input, mode: 'in_advance' }, rounding),
  })),
  credit_cap: kind<{ potential_credit: string; original_amount_paid: string; previous_credits?: string }>((input) => ({
    credit: cappedCredit(input.potential_credit, input.original_amount_paid, input.previous_credits ?? '0'),
  })),
  calendar_day_count: kind<{ start: string; end: string; timezone?: string }>(({ start, end, timezone = 'UTC' }) => ({
    days: calendarDaysBetween(parseInstant(start), parseInstant(end), timezone),
  })),
  trial_remainder: kind<SegmentWords & { price: string; trial_start: string; trial_days: number }>((input) =>
    trialRemainder(input.price, input, { start: input.trial_start, days: Number(input.trial_days) }, input.rounding),
  ),
};
