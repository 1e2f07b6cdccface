import { BillingError } from '@revenue/billing-core/errors';
import type { MailSummary, SendTestMail } from '@revenue/billing-core/mails';
import { newId } from '@revenue/db/ids';
import type { OperationContext } from '../context.ts';
import { loadMailSettings } from './load-mail-settings.ts';
import { previewMail } from './preview-mail.ts';
import { queueMails } from './queue-mails.ts';
import { summaryOmit, toMailSummary } from './view.ts';

/**
 * Sends a preview to whoever asks for it, through the transport that customers' mails take. To nobody else: a mail about a
 * real invoice must not reach a customer by a slip.
 *
 * @throws BillingError validation_failed for an actor without an address, illegal_transition where there is nothing to show
 */
export async function sendTestMail(ctx: OperationContext, input: SendTestMail): Promise<MailSummary> {
  const { tenant_id, actor } = ctx;
  const to_address = actor.email;
  if (to_address === null) {
    const message = 'a test mail goes to the person who asks for it; sign in instead of using an API key';
    throw new BillingError('validation_failed', `No address: ${message}.`, { errors: [{ path: 'actor', message }] });
  }
  const { subject, html, text, missing } = await previewMail(ctx, input);
  if (subject === null || html === null || text === null) {
    throw new BillingError('illegal_transition', missing ?? 'There is nothing to show yet.');
  }
  const idempotency_key = `test/${newId(ctx.clock.now())}`;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const settings = await loadMailSettings(tx, tenant_id);
    const about = { object_type: 'tenant' as const, object_id: tenant_id };
    const mail = { subject: `[Test] ${subject}`, html, text };
    await queueMails(tx, ctx, settings, [
      { template: 'test', to_address, ...about, idempotency_key, mail, attachment: null },
    ]);
    const row = await tx.mail.findUniqueOrThrow({
      where: { tenant_id_idempotency_key: { tenant_id, idempotency_key } },
      omit: summaryOmit,
    });
    return toMailSummary(row);
  });
}
