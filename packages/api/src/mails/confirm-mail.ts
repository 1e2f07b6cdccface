import type { Mail, MailReference } from '@revenue/billing-core/mails';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockMail, requireStatus } from './queries.ts';
import { toMailView } from './view.ts';

/** Somebody found out that a mail of unknown outcome did arrive. @throws BillingError not_found, illegal_transition */
export async function confirmMail(ctx: OperationContext, { id }: MailReference): Promise<Mail> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const mail = await lockMail(tx, tenant_id, id);
    requireStatus(mail, ['unknown'], 'can be said to have arrived');
    const row = await tx.mail.update({
      where: { tenant_id_id: { tenant_id, id } },
      data: { status: 'sent', sent_at: mail.handed_over_at ?? ctx.clock.now(), last_error: null },
    });
    const before = { status: mail.status, last_error: mail.last_error };
    const after = { id, status: 'sent', to: mail.to_address, template: mail.template };
    await recordChange(tx, ctx, { type: 'mail.confirmed', object_type: 'mail', object_id: id, before, after });
    return toMailView(row);
  });
}
