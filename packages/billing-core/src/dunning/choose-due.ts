import type { ScheduledStep } from './schedule-steps.ts';
import { MAIL_URGENCIES } from './schema.ts';

/**
 * - superseded: another step of the same sort, due as well, was taken instead
 * - hard_decline, no_payment_method: there is nothing that may be charged
 * - no_amount: the late fee rounds to nothing
 */
export type SkipReason = 'superseded' | 'hard_decline' | 'no_payment_method' | 'no_amount';

export type SkippedStep = ScheduledStep & { reason: SkipReason };

/** What of the steps that are due is taken, what is skipped for good, and what waits for the outcome of a retry. */
export type ChosenSteps = { taken: ScheduledStep[]; skipped: SkippedStep[]; waiting: ScheduledStep[] };

/**
 * What is done when several steps are due at once, because a worker was down or business days put them together:
 *
 * - of several retries only the last is made: a card is not charged twice in one minute
 * - while a retry is made everything else waits for its outcome: nobody is warned of, or suspended for, a debt that is
 *   just being paid
 * - of several mails only the most severe is sent, of equally severe ones the last
 * - where a cancellation is due, a suspension before it says nothing new
 * - each late fee is charged: each was agreed
 *
 * What is not done is skipped for good, so that it does not come later, after what was to follow it.
 */
export function chooseDue(due: readonly ScheduledStep[], blocked: SkipReason | null): ChosenSteps {
  const retries = due.filter(({ step }) => step.action === 'retry');
  const others = due.filter(({ step }) => step.action !== 'retry');
  const retry = blocked === null ? retries.at(-1) : undefined;
  const skipped = retries.filter((other) => other !== retry).map((step) => skip(step, blocked ?? 'superseded'));
  if (retry !== undefined) return { taken: [retry], skipped, waiting: others };
  const superseded = supersededOf(others);
  return {
    taken: others.filter((step) => !superseded.has(step)),
    skipped: [...skipped, ...others.filter((step) => superseded.has(step)).map((step) => skip(step, 'superseded'))],
    waiting: [],
  };
}

export function skip(scheduled: ScheduledStep, reason: SkipReason): SkippedStep {
  return { ...scheduled, reason };
}

function supersededOf(due: readonly ScheduledStep[]): Set<ScheduledStep> {
  const mails = due.flatMap((scheduled) => {
    const { step } = scheduled;
    return step.action === 'mail' ? [{ scheduled, severity: MAIL_URGENCIES.indexOf(step.urgency) }] : [];
  });
  // The sort is stable: of equally severe ones the last stays last.
  const bySeverity = mails.toSorted((left, right) => left.severity - right.severity);
  const isCanceled = due.some(({ step }) => step.action === 'cancel');
  return new Set([
    ...bySeverity.slice(0, -1).map(({ scheduled }) => scheduled),
    ...due.filter(({ step }) => step.action === 'suspend' && isCanceled),
  ]);
}
