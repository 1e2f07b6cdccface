import type { Mail, MailReference } from '@revenue/billing-core/mails';
import type { Tx } from '@revenue/db/database';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import type { MailRow } from './claim-mail.ts';
import { lockMail, requireStatus } from './queries.ts';
import { toMailView } from './view.ts';

/** Keeps a waiting mail from being sent; its job finds that out. @throws BillingError not_found, illegal_transition */
export async function cancelMail(ctx: OperationContext, { id }: MailReference): Promise<Mail> {
  const { tenant_id } = ctx;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const mail = await lockMail(tx, tenant_id, id);
    requireStatus(mail, ['queued'], 'can be canceled');
    await cancelLocked(tx, ctx, mail, 'Canceled by hand.');
    return toMailView(await tx.mail.findUniqueOrThrow({ where: { tenant_id_id: { tenant_id, id } } }));
  });
}

/** A mail that may have arrived is not cancelled but unknown. */
export async function cancelLocked(tx: Tx, ctx: OperationContext, mail: MailRow, last_error: string): Promise<void> {
  const { tenant_id } = ctx;
  const { id, handed_over_at, to_address, template } = mail;
  const status = handed_over_at === null ? 'canceled' : 'unknown';
  await tx.mail.update({ where: { tenant_id_id: { tenant_id, id } }, data: { status, last_error } });
  const type = status === 'canceled' ? 'mail.canceled' : 'mail.outcome_unknown';
  const before = { status: mail.status };
  const after = { id, status, to: to_address, template, last_error };
  await recordChange(tx, ctx, { type, object_type: 'mail', object_id: id, before, after });
}
