import type { CreditNotePage, ListCreditNotes } from '@revenue/billing-core/credit-notes';
import { parseLocalDate } from '@revenue/billing-core/time';
import { toDbDate } from '@revenue/db/civil-dates';
import type { Prisma } from '@revenue/db/database';
import type { OperationContext } from '../context.ts';
import { countUpTo } from '../count-by-word.ts';
import { cutPage, keysetOf, readInstant } from '../pagination.ts';
import { escapePattern } from '../search-text.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { creditNoteConditions } from './credit-note-conditions.ts';
import { summaryInclude, toCreditNoteSummary } from './view.ts';

/** Credit notes of the tenant, filtered, in the order asked for. */
export async function listCreditNotes(ctx: OperationContext, input: ListCreditNotes): Promise<CreditNotePage> {
  const { limit, cursor, sort } = input;
  const keyset = keysetOf(sort, cursor, (field, text) =>
    field === 'created_at' ? readInstant(text) : toDbDate(parseLocalDate(text.slice(0, 10))),
  );
  const { rows, count } = await ctx.db.withTenant(ctx.tenant_id, async (tx) => ({
    rows: await tx.creditNote.findMany({
      where: { ...filterOf(ctx.tenant_id, input), ...keyset.where },
      orderBy: keyset.orderBy,
      take: limit + 1,
      include: summaryInclude,
    }),
    count: await countUpTo(sqlClientOf(tx), 'credit_notes n', creditNoteConditions(ctx.tenant_id, input)),
  }));
  const page = cutPage(rows, limit, sort);
  return { data: page.rows.map(toCreditNoteSummary), next_cursor: page.next_cursor, count };
}

function filterOf(
  tenant_id: string,
  { customer_id, invoice_id, currency, issued_from, issued_to, q }: ListCreditNotes,
): Prisma.CreditNoteWhereInput {
  const days = {
    ...(issued_from ? { gte: toDbDate(issued_from) } : {}),
    ...(issued_to ? { lte: toDbDate(issued_to) } : {}),
  };
  const words: Prisma.CreditNoteWhereInput[] = q
    ? [
        { credit_note_number: { startsWith: escapePattern(q), mode: 'insensitive' } },
        { customer: { name: { contains: escapePattern(q), mode: 'insensitive' } } },
      ]
    : [];
  return {
    tenant_id,
    ...(customer_id ? { customer_id } : {}),
    ...(invoice_id ? { invoice_id } : {}),
    ...(currency ? { currency } : {}),
    ...(issued_from || issued_to ? { issue_date: days } : {}),
    ...(words.length > 0 ? { OR: words } : {}),
  };
}
