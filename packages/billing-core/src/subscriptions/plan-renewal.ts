import type { Pricing } from '../catalog/pricing.ts';
import { BillingError } from '../errors/index.ts';
import type { DecimalLike, Derivation, RoundingMode } from '../money/index.ts';
import { type Interval, type LocalDate, type Period, periodAt, startOfDay } from '../time/index.ts';
import { planComponentLine } from './component-line.ts';
import type { BillingState, BillingTiming } from './start-subscription.ts';

/** One component of the plan, as the subscription holds it. */
export type RenewedComponent = {
  /** Of the subscription item: with the service start it names the line, once for ever. */
  subscription_item_id: string;
  /** recurring is a fee per period; usage is what a meter counted, always billed in arrear. */
  kind: 'recurring' | 'usage';
  name: string;
  timing: BillingTiming;
  pricing: Pricing;
  product_id: string | null;
  meter_id: string | null;
  /** Of a recurring component, such as seats. */
  quantity: DecimalLike;
  /** Where it is billed in longer periods than the plan, a whole number of them: a yearly fee in a monthly plan. */
  every?: { interval: Interval; interval_count: number };
};

export type RenewedSubscription = BillingState & {
  time_zone: string;
  anchor_date: LocalDate;
  /** The first day that is paid for: until then a trial is free. */
  trial_end?: LocalDate | null;
  cancel_at_period_end?: boolean;
  /** The day it ends on, where that is no boundary: the last period is cut there. */
  ends_on?: LocalDate | null;
  plan: {
    interval: Interval;
    interval_count: number;
    currency: string;
    components: readonly RenewedComponent[];
  };
};

/** What a meter counted for this customer in a period of civil days in the subscription's zone; "0" for nothing. */
export type UsageLookup = (meterId: string, period: Period) => DecimalLike;

export type PlanRenewal = {
  subscription: RenewedSubscription;
  usage: UsageLookup;
  as_of: Date;
  rounding: { mode: RoundingMode };
  /** false leaves the derivations out. */
  explain?: boolean;
};

export type RenewalLine = {
  subscription_item_id: string;
  kind: 'recurring' | 'usage';
  description: string;
  quantity: string;
  unit_price: string | null;
  /** Minor units of the plan's currency. */
  amount: bigint;
  service_start: LocalDate;
  /** Exclusive. */
  service_end: LocalDate;
  product_id: string | null;
  derivation: Derivation | null;
};

export type Renewal = {
  lines: RenewalLine[];
  next: BillingState;
  /** True when the subscription ended at a boundary, as `cancel_at_period_end` asked. */
  ended: boolean;
};

/**
 * The one decision of the billing run, for one subscription: what is due by `as_of`, and where it stands afterwards.
 *
 * Covered are these pairs of item and period, in order of time, each at most once over the life of the subscription:
 * - advance components: for every period whose first day has begun by `as_of`, from the first period on;
 * - arrear and usage components: for every period whose last day has ended by `as_of`.
 * "Begun" and "ended" are midnights in the subscription's time zone. `next_billing_at` is the next such midnight, and
 * says what is already billed: while it is the start of the current period, that period's advance fees are still open.
 * A worker that was down for months catches up period by period.
 *
 * A first period that starts between two boundaries is a stub: recurring fees are charged for its days out of the days
 * of the whole period, half-open; usage is what it is. A usage line of quantity 0 and amount 0 is left out.
 *
 * @throws BillingError invalid_pricing when usage is asked to be billed in advance or has no meter.
 * @example a plan in arrear, period November, as_of 1 December 00:00 in its zone: the lines of November,
 * next period December, next_billing_at 1 January 00:00 in its zone
 */
export function planRenewal(input: PlanRenewal): Renewal {
  const { subscription, as_of } = input;
  const lines: RenewalLine[] = [];
  let current = currentCycle(subscription);
  if (isDue(subscription.next_billing_at, as_of) && isUnopened(subscription)) bill(input, current, 'advance', lines);
  while (subscription.next_billing_at !== null && startOfDay(current.end, subscription.time_zone) <= as_of) {
    bill(input, current, 'arrear', lines);
    if (subscription.cancel_at_period_end === true) return { lines, next: stateOf(current, null), ended: true };
    current = cycleAfter(subscription, current);
    bill(input, current, 'advance', lines);
  }
  return { lines, next: nextState(subscription, current, as_of), ended: false };
}

/** A usage window that `planRenewal` will ask for, with the instants that bound it: `[from, to)`. */
export type UsageWindow = Period & { meter_id: string; from: Date; to: Date };

/**
 * Which usage `planRenewal` will look up for the same subscription and `as_of`, so that a chunk of subscriptions can be
 * loaded in one statement.
 */
export function usageWindows(subscription: RenewedSubscription, asOf: Date): UsageWindow[] {
  const windows: UsageWindow[] = [];
  const usage: UsageLookup = (meter_id, { start, end }) => {
    const from = startOfDay(start, subscription.time_zone);
    windows.push({ meter_id, start, end, from, to: startOfDay(end, subscription.time_zone) });
    return '0';
  };
  planRenewal({ subscription, usage, as_of: asOf, rounding: { mode: 'half_up' }, explain: false });
  return windows;
}

/** A period as billed; `whole` is the grid period it lies in, longer than it only for a stub. */
export type BilledCycle = Period & { index: number; whole: Period };

function currentCycle(subscription: RenewedSubscription): BilledCycle {
  const { current_period_start: start, current_period_end: end, cycle_index: index } = subscription;
  return { start, end, index, whole: gridPeriod(subscription, index) };
}

function cycleAfter(subscription: RenewedSubscription, cycle: BilledCycle): BilledCycle {
  const next = gridPeriod(subscription, cycle.index + 1);
  return { ...next, whole: next };
}

function gridPeriod({ anchor_date, plan }: RenewedSubscription, index: number) {
  return periodAt(anchor_date, plan.interval, plan.interval_count, index);
}

function isDue(nextBillingAt: Date | null, asOf: Date): boolean {
  return nextBillingAt !== null && nextBillingAt <= asOf;
}

function isUnopened({ next_billing_at, current_period_start, time_zone }: RenewedSubscription): boolean {
  return next_billing_at !== null && next_billing_at <= startOfDay(current_period_start, time_zone);
}

function nextState(subscription: RenewedSubscription, current: BilledCycle, asOf: Date): BillingState {
  // Nothing was due: the state stays as it is, an advance fee that is still to come included.
  if (!isDue(subscription.next_billing_at, asOf)) return stateOf(current, subscription.next_billing_at);
  return stateOf(current, startOfDay(current.end, subscription.time_zone));
}

function stateOf(cycle: BilledCycle, nextBillingAt: Date | null): BillingState {
  return {
    cycle_index: cycle.index,
    current_period_start: cycle.start,
    current_period_end: cycle.end,
    next_billing_at: nextBillingAt,
  };
}

function bill(input: PlanRenewal, cycle: BilledCycle, timing: BillingTiming, lines: RenewalLine[]): void {
  for (const component of input.subscription.plan.components) {
    assertBillable(component);
    if (component.timing !== timing) continue;
    const line = planComponentLine(input, component, cycle);
    if (line !== null) lines.push(line);
  }
}

function assertBillable(component: RenewedComponent): void {
  if (component.kind === 'recurring') return;
  if (component.timing === 'advance' || component.meter_id === null) {
    throw new BillingError(
      'invalid_pricing',
      `component "${component.name}" bills usage: it needs a meter and the timing arrear, since usage is only known afterwards.`,
    );
  }
}
