import type { RoundingMode } from '../money/index.ts';
import { type LocalDate, localDateAt, startOfDay } from '../time/index.ts';
import { type ChosenSteps, chooseDue, type SkippedStep, type SkipReason, skip } from './choose-due.ts';
import { type ComputedLateFee, computeLateFee } from './compute-late-fee.ts';
import { isHardDecline } from './decline-codes.ts';
import { holdOn } from './holds.ts';
import { type DunningCalendar, graceEnd, type ScheduledStep, scheduleSteps } from './schedule-steps.ts';
import type { DunningHold, DunningPolicy } from './schema.ts';
import type { DunningStatus } from './status.ts';

/** What is known of a case: one unpaid invoice, or all that one customer owes. */
export type DunningFacts = DunningCalendar & {
  status: DunningStatus;
  /** Minor units of `currency`. */
  amount_due: bigint;
  currency: string;
  /** Ids of the steps that were done or skipped. */
  finished: readonly string[];
  /** A charge has been asked for and its outcome is not known yet. */
  payment_pending: boolean;
  /** There is a payment method that may be charged. */
  can_charge: boolean;
  /** The last answer to a charge of that method; null when it was never refused. A new method begins without one. */
  last_decline_code: string | null;
  /** This case has suspended something. */
  suspended: boolean;
};

/** A step to be taken now; a late fee comes with its amount. */
export type PlannedStep = ScheduledStep & { fee: ComputedLateFee | null };

export type DunningPlan = {
  status: DunningStatus;
  /** To be taken now, in this order, each recorded as finished. */
  due: PlannedStep[];
  /** To be recorded as finished without doing anything. */
  skipped: SkippedStep[];
  /** The next step with a day; it is looked at then, and may be skipped. Null when there is none. */
  next: ScheduledStep | null;
  /** Why steps that are due are not taken now. */
  waits_for: 'payment' | 'hold' | null;
  /** Take back the suspension: it was paid. */
  reactivate: boolean;
  /** The first day on which something may be taken away; null while a pause without an end stands before it. */
  grace_ends_on: LocalDate | null;
};

/**
 * What a dunning case asks for at an instant. The plan depends on nothing but its arguments, so that it may be asked
 * twice, late or after a crash: each step is taken once, and of those missed only what still makes sense
 * (`choose-due.ts`). Amounts in minor units; late fees are rounded once, in `mode`.
 *
 * - A hold (pause, or promise to pay) stops the days: what follows moves by as many days as it lasted.
 * - A payment ends the case and takes a suspension back; a cancellation stays.
 * - After a hard decline, or without a payment method, retries are skipped and everything else goes on.
 *
 * @throws BillingError invalid_date, invalid_time_zone, unknown_currency
 * @example
 * const facts = {
 *   status: 'active', due_date: '2026-01-05', first_failed_on: '2026-01-05', time_zone: 'UTC', holds: [], amount_due: 9900n,
 *   currency: 'USD', finished: ['mail_first'], payment_pending: false, can_charge: true, last_decline_code: null, suspended: false,
 * };
 * const plan = (day, known) => planDunning(DEFAULT_DUNNING_POLICY, { ...facts, ...known }, parseInstant(`${day}T12:00:00Z`), 'half_up');
 * plan('2026-01-06', {}).due.map(({ step }) => step.id) // ['retry_first']
 * plan('2026-01-06', {}).next.at // '2026-01-08T09:00:00.000Z'
 * plan('2026-01-13', { can_charge: false }).due.map(({ step }) => step.id) // ['mail_third']
 * plan('2026-01-13', { can_charge: false }).skipped.length // 4
 * plan('2026-01-13', { amount_due: 0n, suspended: true }).reactivate // true
 */
export function planDunning(policy: DunningPolicy, facts: DunningFacts, asOf: Date, mode: RoundingMode): DunningPlan {
  return { ...planCase(policy, facts, asOf, mode), grace_ends_on: graceEnd(policy, facts) };
}

type CasePlan = Omit<DunningPlan, 'grace_ends_on'>;

function planCase(policy: DunningPolicy, facts: DunningFacts, asOf: Date, mode: RoundingMode): CasePlan {
  if (facts.status === 'resolved') return idle('resolved');
  if (facts.amount_due <= 0n) return { ...idle('resolved'), reactivate: facts.suspended };
  // Steps behind a pause without an end have no day, but they are still to come.
  const left = openSteps(policy, { ...facts, holds: [] });
  if (left.length === 0) return idle('exhausted');
  const open = openSteps(policy, facts);
  const hold = holdOn(facts.holds, localDateAt(asOf, facts.time_zone));
  if (hold !== null) return held(hold, open, facts);
  const next = open.find(({ at }) => at > asOf) ?? null;
  if (facts.payment_pending) return { ...idle('active'), next, waits_for: 'payment' };
  const chosen = chooseDue(
    open.filter(({ at }) => at <= asOf),
    retryBlock(policy, facts),
  );
  return { ...idle('active'), next, ...taken(chosen, left.length, facts, mode) };
}

function idle(status: DunningStatus): CasePlan {
  return { status, due: [], skipped: [], next: null, waits_for: null, reactivate: false };
}

function taken(
  chosen: ChosenSteps,
  left: number,
  facts: DunningFacts,
  mode: RoundingMode,
): Pick<CasePlan, 'status' | 'due' | 'skipped' | 'waits_for'> {
  const planned = chosen.taken.map((scheduled) => withFee(scheduled, facts, mode));
  const due = planned.filter(({ fee }) => fee?.amount !== 0n);
  const free = planned.filter(({ fee }) => fee?.amount === 0n);
  const skipped = [...chosen.skipped, ...free.map(({ fee: _, ...scheduled }) => skip(scheduled, 'no_amount'))];
  return {
    status: skipped.length === left ? 'exhausted' : 'active',
    due,
    skipped,
    waits_for: chosen.waiting.length > 0 ? 'payment' : null,
  };
}

function withFee(scheduled: ScheduledStep, { amount_due, currency }: DunningFacts, mode: RoundingMode): PlannedStep {
  const { step } = scheduled;
  return {
    ...scheduled,
    fee: step.action === 'late_fee' ? computeLateFee(step.fee, amount_due, currency, mode) : null,
  };
}

/** While a case is held nothing is taken; what was missed before comes at once when the hold ends. */
function held({ kind, until }: DunningHold, [first]: readonly ScheduledStep[], facts: DunningFacts): CasePlan {
  const goesOn = until === null ? null : startOfDay(until, facts.time_zone);
  const next = first === undefined || goesOn === null ? null : { ...first, at: later(first.at, goesOn) };
  return { ...idle(kind === 'pause' ? 'paused' : 'promised'), next, waits_for: 'hold' };
}

function later(left: Date, right: Date): Date {
  return left > right ? left : right;
}

function openSteps(policy: DunningPolicy, facts: DunningFacts): ScheduledStep[] {
  return scheduleSteps(policy, facts).filter(({ step }) => !facts.finished.includes(step.id));
}

/** Why the payment method must not be charged; null when it may. */
function retryBlock(
  { hard_declines }: DunningPolicy,
  { can_charge, last_decline_code }: DunningFacts,
): SkipReason | null {
  if (!can_charge) return 'no_payment_method';
  return last_decline_code !== null && isHardDecline(last_decline_code, hard_declines) ? 'hard_decline' : null;
}
