import type { Pricing } from '../catalog/pricing.ts';
import { BillingError } from '../errors/index.ts';
import type { DecimalLike, Derivation, RoundingMode } from '../money/index.ts';
import { type Interval, type LocalDate, type Period, startOfDay } from '../time/index.ts';
import { planComponentLine } from './component-line.ts';
import { componentService } from './component-service.ts';
import { assertWholeMultiple } from './own-interval.ts';
import {
  type BilledCycle,
  changedAt,
  closesOn,
  currentCycle,
  cycleAfter,
  dayOfAdvance,
  type EndReason,
  endReason,
  firstPaidDay,
  isBilledBeyond,
  withContractRenewed,
} from './renewal-cycle.ts';
import type { BillingState, BillingTiming } from './start-subscription.ts';

/** A fee for each period, usage of a meter, or a fee once: with the first period that is paid for. */
export type ComponentKind = 'recurring' | 'usage' | 'one_time';

/** One component of the plan, as the subscription holds it. */
export type RenewedComponent = {
  /** Of the subscription item: with the service start it names the line, once for ever. */
  subscription_item_id: string;
  /** recurring is a fee per period; usage is what a meter counted, always billed in arrear; one_time is billed in advance. */
  kind: ComponentKind;
  name: string;
  timing: BillingTiming;
  pricing: Pricing;
  product_id: string | null;
  meter_id: string | null;
  /** Of a recurring component, such as seats. */
  quantity: DecimalLike;
  /** Where it is billed in longer periods than the plan, a whole number of them: a yearly fee in a monthly plan. */
  every?: PlanInterval;
  /** The first day that it is charged for, of one that came later than the subscription or its last period. */
  active_from?: LocalDate;
  /** The instant of that day, of a fee in arrear that is divided by seconds: what came before it on that day is not its own. */
  active_at?: Date | undefined;
};

/** How long a period is. */
export type PlanInterval = { interval: Interval; interval_count: number };

/** A promise over a number of periods, which then goes on for as many, or ends. */
export type Contract = {
  /** The day after its last. */
  ends_on: LocalDate;
  periods: number;
  at_end: 'renew' | 'expire';
};

/** What takes the place of the plan at a boundary, as `planChange` at period end says. */
export type ScheduledChange = PlanInterval & {
  /** The boundary. */
  on: LocalDate;
  anchor_date: LocalDate;
  components: readonly RenewedComponent[];
};

export type RenewedSubscription = BillingState & {
  time_zone: string;
  anchor_date: LocalDate;
  /** Needed where a component has an interval of its own, or is charged once. */
  start_date?: LocalDate;
  /** The first day that is paid for: until then a trial is free, usage as well. */
  trial_end?: LocalDate | null;
  cancel_at_period_end?: boolean;
  /** The day it ends on, where that is no boundary: the last period is cut there. */
  ends_on?: LocalDate | null;
  contract?: Contract | null;
  scheduled_change?: ScheduledChange | null;
  /** How many days before it begins a period is billed, where all of it is billed in advance. */
  issue_days_before?: number;
  plan: PlanInterval & { currency: string; components: readonly RenewedComponent[] };
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
  kind: ComponentKind;
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
  /** True when the subscription ended: canceled for a boundary or a day, or with its contract. */
  ended: boolean;
  end_reason: EndReason | null;
  /** It ended within a period, or a longer one of a component, that may have been billed in advance beyond that day. */
  unused: boolean;
  /** Where it stood until this renewal came to days that have not begun; null where they have. */
  billed_early: BilledEarly | null;
  /** The contract as it stands afterwards, renewed where it was over. */
  contract: Contract | null;
  /** The scheduled change took effect: from now on its plan and its anchor hold. */
  plan_changed: boolean;
};

/** Where it stood before days were billed that have not begun: to go back to where they do not come as they were billed. */
export type BilledEarly = BillingState & {
  /** The first of these days. */
  begins_on: LocalDate;
  anchor_date: LocalDate;
  contract: Contract | null;
  /** A scheduled change came with the period that was billed. */
  plan_changed: boolean;
};

/**
 * The one decision of the billing run, for one subscription: what is due by `as_of`, and where it stands afterwards.
 *
 * Covered are these pairs of item and period, in order of time, each at most once over the life of the subscription:
 * - advance components: for every period whose first paid day has begun by `as_of`, from the first period on;
 * - arrear and usage components: for every period whose last day has ended by `as_of`.
 * "Begun" and "ended" are midnights in the subscription's time zone. `next_billing_at` is the next such midnight, and
 * says what is already billed: while it is the start of the current period, that period's advance fees are still open.
 * A worker that was down for months catches up period by period. Where all is billed in advance, these midnights come
 * `issue_days_before` days earlier, except the one at which the subscription ends.
 *
 * A first period that starts between two boundaries is a stub: recurring fees are charged for its days out of the days
 * of the whole period, half-open; usage is what it is. So is a last one that is cut, and what is left of one after a
 * trial. A usage line of quantity 0 and amount 0 is left out. A fee once is charged with the period of its first paid day,
 * and never again.
 *
 * At a boundary, in this order: what the period owes in arrear; the end, where it was canceled or its contract expires;
 * the next term of a contract that renews; a scheduled change; what the next period costs in advance.
 *
 * @throws BillingError invalid_pricing when usage is asked to be billed in advance or has no meter, or a component's own
 * interval is no multiple of the plan's
 * @example
 * const base = { subscription_item_id: 'base', kind: 'recurring', name: 'Base', timing: 'arrear', quantity: '1',
 *   product_id: null, meter_id: null, pricing: Pricing.parse({ model: 'flat', amount: 30 }) };
 * const plan = { interval: 'month', interval_count: 1, currency: 'USD', components: [base] };
 * const started = startSubscription({ start_date: '2023-11-01', time_zone: 'UTC', ...plan });
 * const terms = { usage: () => '0', rounding: { mode: 'half_up' }, as_of: parseInstant('2023-12-01T00:00:00Z') };
 * const renewal = planRenewal({ subscription: { ...started, time_zone: 'UTC', plan }, ...terms });
 * renewal.lines.map(({ amount, service_start, service_end }) => [amount, service_start, service_end]) // [[3000n, '2023-11-01', '2023-12-01']]
 * [renewal.next.current_period_start, renewal.next.next_billing_at] // ['2023-12-01', '2024-01-01T00:00:00.000Z']
 */
export function planRenewal(input: PlanRenewal): Renewal {
  const lines: RenewalLine[] = [];
  const standing = walkPeriods(input, (subscription, component, cycle) => {
    const line = planComponentLine({ ...input, subscription }, component, cycle);
    if (line !== null) lines.push(line);
  });
  return { lines, ...standing };
}

/** Called for each component and each period that is due, in the order of the lines. */
type Visit = (subscription: RenewedSubscription, component: RenewedComponent, cycle: BilledCycle) => void;

/** Walks from period to period up to `as_of`; returns where the subscription stands then. */
function walkPeriods(input: Pick<PlanRenewal, 'subscription' | 'as_of'>, visit: Visit): Omit<Renewal, 'lines'> {
  const { as_of } = input;
  let { subscription } = input;
  let cycle = currentCycle(subscription);
  let before: Before | null = null;
  const isReached: IsReached = (day) => startOfDay(day, subscription.time_zone) <= as_of;
  const stands = (dueOn: LocalDate | null, end_reason: EndReason | null = null): Omit<Renewal, 'lines'> => ({
    next: stateOf(cycle, dueOn === null ? null : startOfDay(dueOn, subscription.time_zone)),
    ended: end_reason !== null,
    end_reason,
    unused: end_reason !== null && isBilledBeyond(subscription, cycle),
    billed_early: billedEarly(before, { subscription, cycle }, isReached),
    contract: subscription.contract ?? null,
    plan_changed: subscription.plan !== input.subscription.plan,
  });
  const { next_billing_at } = subscription;
  // Nothing is due: the state stays as it is, an advance fee that is still to come included.
  if (next_billing_at === null || next_billing_at > as_of)
    return { ...stands(null), next: stateOf(cycle, next_billing_at) };
  let opensOn = dayOfAdvance(subscription, cycle);
  let isOpen = opensOn === null || next_billing_at > startOfDay(opensOn, subscription.time_zone);
  for (;;) {
    if (!isOpen && opensOn !== null) {
      if (!isReached(opensOn)) return stands(opensOn);
      visitTimed(subscription, cycle, 'advance', visit);
      if (before === null || isReached(cycle.start)) before = { subscription, cycle, due_on: opensOn };
    }
    const closing = closesOn(subscription, cycle);
    if (!isReached(closing)) return stands(closing);
    visitTimed(subscription, cycle, 'arrear', visit);
    const reason = endReason(subscription, cycle);
    if (reason !== null) return stands(null, reason);
    before = { subscription, cycle, due_on: closing };
    subscription = changedAt(cycle, subscription);
    cycle = cycleAfter(subscription, cycle);
    subscription = withContractRenewed(subscription, cycle);
    opensOn = dayOfAdvance(subscription, cycle);
    isOpen = false;
  }
}

type IsReached = (day: LocalDate) => boolean;

/** A period as it was before it was billed, or before the one after it was, and the day on which the run was due for that. */
type Before = { subscription: RenewedSubscription; cycle: BilledCycle; due_on: LocalDate };

function billedEarly(
  before: Before | null,
  { subscription, cycle }: Omit<Before, 'due_on'>,
  isReached: IsReached,
): BilledEarly | null {
  if (before === null) return null;
  const begins_on = before.cycle.start === cycle.start ? firstPaidDay(subscription, cycle) : cycle.start;
  if (isReached(begins_on)) return null;
  const { anchor_date, contract = null, time_zone, plan } = before.subscription;
  const standing = stateOf(before.cycle, startOfDay(before.due_on, time_zone));
  return { ...standing, begins_on, anchor_date, contract, plan_changed: subscription.plan !== plan };
}

/** A usage window that `planRenewal` will ask for, with the instants that bound it: `[from, to)`. */
export type UsageWindow = Period & { meter_id: string; from: Date; to: Date };

/**
 * Which usage `planRenewal` will look up for the same subscription and `as_of`, so that a chunk of subscriptions can be
 * loaded in one statement.
 *
 * @throws BillingError invalid_pricing as `planRenewal`
 * @example
 * const tokens = { subscription_item_id: 'tokens', kind: 'usage', name: 'Tokens', timing: 'arrear', quantity: '1',
 *   product_id: null, meter_id: 'meter', pricing: Pricing.parse({ model: 'per_unit', unit_amount: '0.01' }) };
 * const plan = { interval: 'month', interval_count: 1, currency: 'USD', components: [tokens] };
 * const time_zone = 'Europe/Berlin';
 * const started = startSubscription({ start_date: '2023-11-01', time_zone, ...plan });
 * const windows = usageWindows({ ...started, time_zone, plan }, parseInstant('2023-12-02T00:00:00Z'));
 * windows.map(({ meter_id, start, from, to }) => [meter_id, start, from, to]) // [['meter', '2023-11-01', '2023-10-31T23:00:00.000Z', '2023-11-30T23:00:00.000Z']]
 */
export function usageWindows(subscription: RenewedSubscription, asOf: Date): UsageWindow[] {
  const windows: UsageWindow[] = [];
  walkPeriods({ subscription, as_of: asOf }, (current, component, cycle) => {
    if (component.kind !== 'usage') return;
    const service = componentService(current, component, cycle)?.service;
    if (service === undefined) return;
    const { start, end } = service;
    const from = startOfDay(start, subscription.time_zone);
    windows.push({ meter_id: component.meter_id ?? '', start, end, from, to: startOfDay(end, subscription.time_zone) });
  });
  return windows;
}

function stateOf({ index, start, period_end }: BilledCycle, nextBillingAt: Date | null): BillingState {
  return {
    cycle_index: index,
    current_period_start: start,
    current_period_end: period_end,
    next_billing_at: nextBillingAt,
  };
}

function visitTimed(subscription: RenewedSubscription, cycle: BilledCycle, timing: BillingTiming, visit: Visit): void {
  for (const component of subscription.plan.components) {
    assertBillable(component, subscription.plan);
    if (component.timing === timing) visit(subscription, component, cycle);
  }
}

function assertBillable(component: RenewedComponent, plan: PlanInterval): void {
  assertWholeMultiple(component, plan);
  if (component.kind !== 'usage') return;
  if (component.timing === 'advance' || component.meter_id === null) {
    throw new BillingError(
      'invalid_pricing',
      `component "${component.name}" bills usage: it needs a meter and the timing arrear, since usage is only known afterwards.`,
    );
  }
}
