import { z } from 'zod';
import { BillingError } from '../errors/index.ts';

export const DUNNING_STATUSES = ['active', 'paused', 'promised', 'resolved', 'exhausted'] as const;

export const DunningStatus = z
  .enum(DUNNING_STATUSES)
  .describe(
    'active is being chased; paused and promised wait; resolved was paid; exhausted has no step left and is still unpaid.',
  );
export type DunningStatus = z.infer<typeof DunningStatus>;

/** A case that was paid is over: a later failure opens a new one. A policy that gains steps revives an exhausted case. */
const TRANSITIONS: Record<DunningStatus, readonly DunningStatus[]> = {
  active: ['paused', 'promised', 'resolved', 'exhausted'],
  paused: ['active', 'promised', 'resolved', 'exhausted'],
  promised: ['active', 'paused', 'resolved', 'exhausted'],
  resolved: [],
  exhausted: ['active', 'resolved'],
};

/**
 * Whether a dunning case may change from one status to another.
 * @example canTransitionDunning('paused', 'active') // true
 * @example canTransitionDunning('resolved', 'active') // false
 */
export function canTransitionDunning(from: DunningStatus, to: DunningStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

/**
 * Refuses a change of status that is not possible.
 *
 * @throws BillingError illegal_transition, naming what is possible instead
 * @example assertDunningTransition('active', 'paused') // undefined
 * @example assertDunningTransition('exhausted', 'paused') // throws illegal_transition
 */
export function assertDunningTransition(from: DunningStatus, to: DunningStatus): void {
  if (canTransitionDunning(from, to)) return;
  const possible = TRANSITIONS[from].join(', ') || 'nothing, it was paid';
  const message = `a dunning case that is ${from} cannot become ${to}; possible: ${possible}.`;
  throw new BillingError('illegal_transition', message);
}
