import type { ListMails, MailPage } from '@revenue/billing-core/mails';
import type { OperationContext } from '../context.ts';
import { cutPage, keysetOf, readInstantOrText } from '../pagination.ts';
import { presentFields } from '../present-fields.ts';
import { escapePattern } from '../search-text.ts';
import { summaryOmit, toMailSummary } from './view.ts';

/** Every mail that was written, newest first, whatever carried it. */
export async function listMails(ctx: OperationContext, input: ListMails): Promise<MailPage> {
  const { tenant_id } = ctx;
  const { limit, cursor, object_id, status, q } = input;
  const keyset = keysetOf('-created_at', cursor, readInstantOrText);
  const rows = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.mail.findMany({
      where: { tenant_id, ...presentFields({ object_id, status }), ...searchOf(q), ...keyset.where },
      orderBy: keyset.orderBy,
      take: limit + 1,
      omit: summaryOmit,
    }),
  );
  const page = cutPage(rows, limit, '-created_at');
  return { data: page.rows.map(toMailSummary), next_cursor: page.next_cursor };
}

function searchOf(q: string | undefined) {
  if (!q) return {};
  const matches = { contains: escapePattern(q), mode: 'insensitive' as const };
  return { OR: [{ subject: matches }, { to_address: matches }] };
}
