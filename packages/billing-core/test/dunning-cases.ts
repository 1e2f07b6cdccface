import type { z } from 'zod';
import { type DunningFacts, type DunningPlan, DunningPolicy } from '../src/dunning/index.ts';

type StepWords = z.input<typeof DunningPolicy>['steps'][number];

/** A policy of these steps, at nine in the morning on any day, without grace. */
export function policyOf(steps: StepWords[], more: Partial<z.input<typeof DunningPolicy>> = {}): DunningPolicy {
  return DunningPolicy.parse({ name: 'For a test', steps, ...more });
}

/** A case whose first payment failed on its due date, the fifth of January. */
export function caseOf(more: Partial<DunningFacts> = {}): DunningFacts {
  return {
    status: 'active',
    due_date: '2026-01-05',
    first_failed_on: '2026-01-05',
    time_zone: 'UTC',
    holds: [],
    amount_due: 9900n,
    currency: 'USD',
    finished: [],
    payment_pending: false,
    can_charge: true,
    last_decline_code: null,
    suspended: false,
    ...more,
  };
}

/** Noon in UTC. */
export const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** A plan in short: what is due, what is skipped and why, what comes next. */
export function told({ status, due, skipped, next }: DunningPlan): Record<string, unknown> {
  return {
    status,
    due: due.map(({ step }) => step.id),
    skipped: skipped.map(({ step, reason }) => `${step.id} ${reason}`),
    next: next === null ? null : `${next.step.id} ${next.at.toISOString().slice(0, 16)}`,
  };
}
