import { type MailCounts, type MailFilters, MailStatus } from '@revenue/billing-core/mails';
import type { OperationContext } from '../context.ts';
import { countByWord } from '../count-by-word.ts';
import { mailConditions } from './mail-conditions.ts';

/** How many mails there are in each status, for the tabs of the outbox. */
export async function countMails(ctx: OperationContext, input: Omit<MailFilters, 'status'>): Promise<MailCounts> {
  const conditions = mailConditions(ctx.tenant_id, input);
  const words = MailStatus.options;
  return ctx.db.withTenantSql(ctx.tenant_id, (client) =>
    countByWord(client, { from: 'mails m', column: 'm.status', words, conditions }),
  );
}
