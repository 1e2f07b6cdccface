import type { MailSettings } from '@revenue/billing-core/mails';
import type { OperationContext } from '../context.ts';
import { loadMailSettings, toMailSettingsView } from './load-mail-settings.ts';

/** How the tenant writes to its customers, and which mails go out by themselves. */
export async function getMailSettings(ctx: OperationContext): Promise<MailSettings> {
  const row = await ctx.db.withTenant(ctx.tenant_id, (tx) => loadMailSettings(tx, ctx.tenant_id));
  return toMailSettingsView(row, ctx);
}
