import { type AccountCreditEntry, AccountCreditKind } from '@revenue/billing-core/account-credits';
import { wireAmount } from '@revenue/billing-core/money';
import type { Prisma, Tx } from '@revenue/db/database';

const entryInclude = {
  invoice: { select: { id: true, invoice_number: true } },
  credit_note: { select: { id: true, credit_note_number: true } },
} satisfies Prisma.AccountCreditEntryInclude;

type Page = Omit<Prisma.AccountCreditEntryFindManyArgs, 'where' | 'include'>;

/** Entries with what they name, and who wrote them: three statements however many there are. */
export async function loadEntries(
  tx: Tx,
  where: Prisma.AccountCreditEntryWhereInput & { tenant_id: string },
  page: Page,
): Promise<AccountCreditEntry[]> {
  const rows = await tx.accountCreditEntry.findMany({ ...page, where, include: entryInclude });
  const names = await loadActorNames(tx, where.tenant_id, rows);
  return rows.map((row) => ({
    id: row.id,
    customer_id: row.customer_id,
    kind: AccountCreditKind.parse(row.kind),
    currency: row.currency,
    amount: wireAmount(row.amount, row.currency),
    balance_after: wireAmount(row.balance_after, row.currency),
    invoice: row.invoice,
    credit_note: row.credit_note,
    subscription_id: row.subscription_id,
    reason: row.reason,
    actor: { type: row.actor_type, name: names.get(row.actor_id) ?? row.actor_id },
    created_at: row.created_at.toISOString(),
  }));
}

type Actor = { actor_type: string; actor_id: string };

/** People by their e-mail, keys by their name; the rest is called after what it does. */
async function loadActorNames(tx: Tx, tenant_id: string, rows: Actor[]): Promise<Map<string, string>> {
  const of = (type: string) => [
    ...new Set(rows.filter(({ actor_type }) => actor_type === type).map(({ actor_id }) => actor_id)),
  ];
  const people = await tx.membership.findMany({
    where: { tenant_id, user_id: { in: of('user') } },
    select: { user_id: true, email: true },
  });
  const keys = await tx.apiKey.findMany({
    where: { tenant_id, id: { in: of('api_key') } },
    select: { id: true, name: true },
  });
  return new Map([
    ...people.map(({ user_id, email }) => [user_id, email]),
    ...keys.map(({ id, name }) => [id, name]),
  ] as [string, string][]);
}
