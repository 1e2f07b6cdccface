import type { Mail, MailReference } from '@revenue/billing-core/mails';
import { sendMail } from '@revenue/jobs/catalogue';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockMail, requireStatus } from './queries.ts';
import { toMailView } from './view.ts';

/**
 * Sends a mail again that failed, or of which nobody knows whether it arrived. It stays the same mail: its Message-ID and
 * its key are those of before, by which readers and providers tell that the second is the first.
 *
 * @throws BillingError not_found, illegal_transition for a mail that is on its way or has arrived
 */
export async function resendMail(ctx: OperationContext, { id }: MailReference): Promise<Mail> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const mail = await lockMail(tx, tenant_id, id);
    requireStatus(mail, ['failed', 'unknown', 'canceled'], 'can be sent again');
    const row = await tx.mail.update({
      where: { tenant_id_id: { tenant_id, id } },
      data: { status: 'queued', claim_id: null, claimed_at: null, handed_over_at: null },
    });
    await ctx.jobs.enqueue(tx, sendMail, { tenant_id, mail_id: id });
    const before = { status: mail.status, last_error: mail.last_error };
    const after = { id, status: 'queued', to: mail.to_address, template: mail.template };
    await recordChange(tx, ctx, { type: 'mail.resent', object_type: 'mail', object_id: id, before, after });
    return toMailView(row);
  });
}
