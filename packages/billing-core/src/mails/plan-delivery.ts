import { isMailTemplate, MAIL_KINDS } from './kinds.ts';
import type { MailStatus } from './schema.ts';

/** What is known of a mail when a job takes it up. */
export type MailStanding = {
  status: MailStatus;
  template: string;
  /** The transport that had it last, or null. */
  transport: string | null;
  /** Since when it may have arrived; null while it certainly has not. */
  handed_over_at: Date | null;
};

/** What today's transport can be asked for. */
export type Repeatable = {
  name: string;
  /** For so long after the first attempt another one under the same key is the same mail; 0 where there are no keys. */
  repeats_safely_ms: number;
};

/**
 * send: hand it over. leave: nothing is to be done. wait: another worker may be at it at this moment. ask: it may have
 * arrived, nobody can be asked, and a person decides.
 */
export type DeliveryPlan = 'send' | 'leave' | 'wait' | 'ask';

/** A worker that hands over gets its answer, or gives up, well within this time. In milliseconds. */
export const HAND_OVER_MS = 120_000;

/**
 * What to do with a mail that a job names, which may come twice, late, or after a crash. Before it was handed over it
 * certainly did not arrive and may be sent at any time, because the claim of a slower worker ends with ours.
 *
 * @example
 * const smtp = { name: 'smtp', repeats_safely_ms: 0 };
 * const crashed = { status: 'sending', template: 'invoice', transport: 'smtp', handed_over_at: parseInstant('2026-01-11T10:00:00Z') };
 * planDelivery(crashed, smtp, parseInstant('2026-01-11T10:03:00Z')) // 'ask'
 */
export function planDelivery(mail: MailStanding, transport: Repeatable, now: Date): DeliveryPlan {
  if (mail.status === 'sent' || mail.status === 'canceled' || mail.status === 'unknown') return 'leave';
  if (mail.handed_over_at === null) return 'send';
  const age = now.getTime() - mail.handed_over_at.getTime();
  // A key means something only to the provider that was told it, and there two attempts at once are one mail as well.
  if (mail.transport === transport.name && age < transport.repeats_safely_ms) return 'send';
  if (mail.status === 'sending' && age < HAND_OVER_MS) return 'wait';
  return isMailTemplate(mail.template) && MAIL_KINDS[mail.template].when_unknown === 'repeat' ? 'send' : 'ask';
}
