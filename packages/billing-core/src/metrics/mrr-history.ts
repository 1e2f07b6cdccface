import type { SubscriptionStatus } from '../subscriptions/status.ts';
import { type LocalDate, laterDate } from '../time/index.ts';
import { countsTowardMrr } from './mrr-span.ts';

/** What a subscription is worth, and is, from a day on. */
export type MrrStep = {
  from: LocalDate;
  status: SubscriptionStatus;
  plan_id: string;
  /** Minor units; 0 where the status does not count. */
  mrr: bigint;
};

/** The same with the day on which the next one takes over; null for the last one. */
export type StoredMrrSpan = MrrStep & { until: LocalDate | null };

export type MrrState = {
  status: SubscriptionStatus;
  plan_id: string;
  /** The day from which it is what it is now. */
  since: LocalDate;
  /** Of the subscription: before it there is nothing. */
  starts_on: LocalDate;
  /** What counts, with and without the discount. */
  mrr: bigint;
  mrr_undiscounted: bigint;
  /** The first day without the discount; null for one that lasts, or for none. */
  discount_ends_on: LocalDate | null;
};

/**
 * What is known of a subscription from now on: what it is, from its start where that is still to come, and the end of its
 * discount. A scheduled end or change is not said beforehand, since it may be undone; it is recorded when it happens.
 *
 * @example
 * const state = { status: 'active', plan_id: 'gold', since: '2026-03-05', starts_on: '2026-01-01', mrr: 50n, mrr_undiscounted: 100n, discount_ends_on: '2026-04-01' };
 * mrrSteps(state).map(({ from, mrr }) => [from, mrr]) // [['2026-03-05', 50n], ['2026-04-01', 100n]]
 * mrrSteps({ ...state, status: 'paused' }).map(({ from, mrr }) => [from, mrr]) // [['2026-03-05', 0n]]
 */
export function mrrSteps(state: MrrState): MrrStep[] {
  const { status, plan_id, discount_ends_on } = state;
  const ended = status === 'canceled' || status === 'expired';
  const from = ended ? state.since : laterDate(state.since, state.starts_on);
  if (!countsTowardMrr(status)) return [{ from, status, plan_id, mrr: 0n }];
  const later = { status, plan_id, mrr: state.mrr_undiscounted };
  if (discount_ends_on !== null && discount_ends_on <= from) return [{ from, ...later }];
  const first = { from, status, plan_id, mrr: state.mrr };
  return discount_ends_on === null ? [first] : [first, { from: discount_ends_on, ...later }];
}

/**
 * The history of a subscription with new steps in the place of everything from the first of them on. Spans tile: each ends
 * where the next one begins, and two that say the same are one.
 *
 * @example
 * const at = (from, until, mrr) => ({ from, until, mrr, status: 'active', plan_id: 'gold' });
 * replaceMrr([at('2026-01-01', null, 50n)], [{ from: '2026-02-01', mrr: 80n, status: 'active', plan_id: 'gold' }])
 *   .map(({ from, until, mrr }) => [from, until, mrr]) // [['2026-01-01', '2026-02-01', 50n], ['2026-02-01', null, 80n]]
 * replaceMrr([at('2026-01-01', null, 50n)], [{ from: '2026-02-01', mrr: 50n, status: 'active', plan_id: 'gold' }]).length // 1
 */
export function replaceMrr(spans: readonly MrrStep[], steps: readonly MrrStep[]): StoredMrrSpan[] {
  const first = steps[0];
  if (first === undefined) throw new Error('there is no history without a step');
  const kept = spans.filter(({ from }) => from < first.from);
  const all = [...kept, ...steps].filter((step, at, list) => at === 0 || !saysTheSame(step, list[at - 1]));
  return all.map(({ from, status, plan_id, mrr }, at) => ({
    from,
    until: all[at + 1]?.from ?? null,
    status,
    plan_id,
    mrr,
  }));
}

function saysTheSame(step: MrrStep, before: MrrStep | undefined): boolean {
  return before?.status === step.status && before.plan_id === step.plan_id && before.mrr === step.mrr;
}
