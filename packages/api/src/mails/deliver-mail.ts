import { BillingError, isBillingError } from '@revenue/billing-core/errors';
import { planDelivery } from '@revenue/billing-core/mails';
import type { SentMail } from '@revenue/emails/transport';
import type { OperationContext } from '../context.ts';
import { realClock } from '../tenants/tenant-clock.ts';
import { claimMail, type MailRow, markHandedOver, settleMail } from './claim-mail.ts';
import { toMessage } from './to-message.ts';

/** Whether the job has another attempt after this one. */
export type Attempt = { is_last: boolean };

/**
 * Hands one stored mail to the transport and keeps how it went, at most once where nobody can be asked:
 *
 * 1. The mail is claimed. Until it is handed over it has certainly not arrived, and any worker may claim it again.
 * 2. Right before the server may take it, that is recorded, under the claim: a worker that lost it stops here.
 * 3. The answer is recorded. Where none came, or the process died before it was kept, the next attempt asks the core
 *    (`planDelivery`): a provider that knows keys is asked again under the same key; over SMTP a demand for money waits for
 *    a person as `unknown`.
 *
 * @throws what the transport throws, so that the job is tried again; not for what is decided
 */
export async function deliverMail(ctx: OperationContext, mailId: string, attempt: Attempt = { is_last: false }) {
  const claimed = await claimMail(ctx, mailId);
  if (claimed === null) return;
  const { mail, plan } = claimed;
  if (plan === 'wait') {
    throw new BillingError(
      'mail_transport_failed',
      'Another worker is handing this mail over; it is looked at again later.',
    );
  }
  if (plan === 'ask') return settleMail(ctx, mail, { status: 'unknown', last_error: DIED });
  if (plan === 'void') return settleMail(ctx, mail, { status: 'canceled', last_error: claimed.reason });
  const sent = await handOver(ctx, mail).catch((error: unknown) => keepFailure(ctx, mail, error, attempt));
  // Not within reach of the catch: an answer that could not be kept is no failed mail.
  if (sent) {
    const { provider_id } = sent;
    await settleMail(ctx, mail, { status: 'sent', provider_id, sent_at: ctx.clock.now(), last_error: null });
  }
}

async function handOver(ctx: OperationContext, mail: MailRow): Promise<SentMail> {
  const message = await toMessage(ctx, mail);
  const beforeHandOver = () => markHandedOver(ctx, mail);
  return ctx.mail.send(message, { idempotencyKey: mail.idempotency_key, beforeHandOver });
}

const DIED = 'The process ended between handing the mail over and keeping the answer.';

async function keepFailure(ctx: OperationContext, mail: MailRow, error: unknown, { is_last }: Attempt): Promise<void> {
  const last_error = error instanceof Error ? error.message : 'unknown';
  const code = isBillingError(error) ? error.code : null;
  if (code === 'mail_rejected') return settleMail(ctx, mail, { status: 'failed', handed_over_at: null, last_error });
  if (code === 'mail_outcome_unknown') {
    const handed_over_at = mail.handed_over_at ?? realClock(ctx).now();
    const standing = { ...mail, status: 'queued' as const, transport: ctx.mail.name, handed_over_at };
    const isOver = is_last || planDelivery(standing, ctx.mail, realClock(ctx).now()) === 'ask';
    await settleMail(ctx, mail, { status: isOver ? 'unknown' : 'queued', handed_over_at, last_error });
    if (isOver) return;
  } else {
    // An attempt that certainly failed says nothing of an earlier one that nobody knows of.
    const status = !is_last ? 'queued' : mail.handed_over_at === null ? 'failed' : 'unknown';
    await settleMail(ctx, mail, { status, handed_over_at: mail.handed_over_at, last_error });
  }
  throw error;
}
