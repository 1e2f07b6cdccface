import { BillingError } from '@revenue/billing-core/errors';
import type { Mail } from '@revenue/billing-core/mails';
import type { OperationContext } from '../context.ts';
import { toMailView } from './view.ts';

/** One mail as it was written: HTML, plain text and the names of its attachments. */
export async function getMail(ctx: OperationContext, { id }: { id: string }): Promise<Mail> {
  const { tenant_id } = ctx;
  const row = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.mail.findUnique({ where: { tenant_id_id: { tenant_id, id } } }),
  );
  if (!row) throw new BillingError('not_found', `There is no mail ${id}.`);
  return toMailView(row);
}
