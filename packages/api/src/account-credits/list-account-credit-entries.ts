import type { AccountCreditEntryPage, ListAccountCreditEntries } from '@revenue/billing-core/account-credits';
import type { OperationContext } from '../context.ts';
import { loadCustomer } from '../customers/queries.ts';
import { cutPage, keysetOf, readInstant } from '../pagination.ts';
import { loadEntries } from './queries.ts';

const NEWEST_FIRST = '-created_at';

/** What came to the account credit of a customer and what was taken from it, newest first. */
export async function listAccountCreditEntries(
  ctx: OperationContext,
  { id, currency, limit, cursor }: ListAccountCreditEntries,
): Promise<AccountCreditEntryPage> {
  const { tenant_id } = ctx;
  const keyset = keysetOf(NEWEST_FIRST, cursor, (_field, text) => readInstant(text));
  const entries = await ctx.db.withTenant(tenant_id, async (tx) => {
    await loadCustomer(tx, tenant_id, id);
    const where = { tenant_id, customer_id: id, ...(currency ? { currency } : {}), ...keyset.where };
    return loadEntries(tx, where, { orderBy: keyset.orderBy, take: limit + 1 });
  });
  const page = cutPage(entries, limit, NEWEST_FIRST);
  return { data: page.rows, next_cursor: page.next_cursor };
}
