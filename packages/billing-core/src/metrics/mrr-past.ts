import type { SubscriptionStatus } from '../subscriptions/status.ts';
import type { LocalDate } from '../time/index.ts';
import type { MrrStep } from './mrr-history.ts';
import { countsTowardMrr } from './mrr-span.ts';

/** Days [from, until); null is open. */
export type Days = { from: LocalDate; until: LocalDate | null };

export type MrrPast = {
  /** What it is now; the past is told from what led to it. */
  status: SubscriptionStatus;
  starts_on: LocalDate;
  today: LocalDate;
  trial_ends_on: LocalDate | null;
  pauses: readonly Days[];
  /** The day it ended; null while it goes on. */
  ended_on: LocalDate | null;
  /** The plans it was on, each from its day on; the first one from the start. */
  plans: readonly { plan_id: string; from: LocalDate }[];
  /** Other days on which what it is worth changed. */
  changes: readonly LocalDate[];
  /** Minor units: what it is worth on a day, if it counts then. */
  worthOn(day: LocalDate): bigint;
};

/**
 * The history of a subscription as far as what is stored of it tells: its trial, its pauses, its items and its end. When it
 * fell behind with a payment is not known: it was active up to the last change before.
 *
 * @example
 * const past = { status: 'active', starts_on: '2026-01-01', today: '2026-05-01', trial_ends_on: '2026-01-15', pauses: [{ from: '2026-03-01', until: '2026-04-01' }], ended_on: null, plans: [{ plan_id: 'gold', from: '2026-01-01' }], changes: [], worthOn: () => 50n };
 * mrrPast(past).map(({ from, status, mrr }) => `${from} ${status} ${mrr}`) // ['2026-01-01 trialing 0', '2026-01-15 active 50', '2026-03-01 paused 0', '2026-04-01 active 50']
 * mrrPast({ ...past, status: 'canceled', ended_on: '2026-02-01' }).map(({ from, status }) => `${from} ${status}`) // ['2026-01-01 trialing', '2026-01-15 active', '2026-02-01 canceled']
 */
export function mrrPast(past: MrrPast): MrrStep[] {
  const { starts_on, today, ended_on, trial_ends_on, pauses, plans, changes } = past;
  const days = [
    starts_on,
    ...(trial_ends_on === null ? [] : [trial_ends_on]),
    ...pauses.flatMap(({ from, until }) => (until === null ? [from] : [from, until])),
    ...plans.map(({ from }) => from),
    ...changes,
  ].filter((day) => day >= starts_on && (day <= today || day === starts_on) && (ended_on === null || day < ended_on));
  const steps = [...new Set(days)].sort().map((day) => stepOn(past, day));
  const last = steps.at(-1);
  if (ended_on === null) {
    // What it is now it has been since the last day on which something is known to have changed.
    return steps.map((step) => (step === last ? { ...step, ...statusNow(past, step) } : step));
  }
  return [...steps, { from: ended_on, status: past.status, plan_id: planOn(past, ended_on), mrr: 0n }];
}

function stepOn(past: MrrPast, day: LocalDate): MrrStep {
  const isPaused = past.pauses.some(({ from, until }) => from <= day && (until === null || day < until));
  const isTrial = past.trial_ends_on !== null && day < past.trial_ends_on;
  const status = isPaused ? 'paused' : isTrial ? 'trialing' : 'active';
  return { from: day, status, plan_id: planOn(past, day), mrr: status === 'active' ? past.worthOn(day) : 0n };
}

function statusNow(past: MrrPast, { from }: MrrStep): Pick<MrrStep, 'status' | 'mrr'> {
  const { status } = past;
  return { status, mrr: countsTowardMrr(status) ? past.worthOn(from) : 0n };
}

function planOn({ plans }: MrrPast, day: LocalDate): string {
  const known = plans.filter(({ from }) => from <= day).at(-1) ?? plans[0];
  if (known === undefined) throw new Error('a subscription is to a plan');
  return known.plan_id;
}
