import type { AccountCreditBalance } from '@revenue/billing-core/account-credits';
import { wireAmount } from '@revenue/billing-core/money';
import type { Tx } from '@revenue/db/database';
import type { SqlClient } from '@revenue/jobs/job-queue';

type Owner = { tenant_id: string; customer_id: string; currency: string };

/** What a customer has to its credit in one currency, in minor units. With `lock`, nobody else takes from it meanwhile. */
export async function loadBalance(client: SqlClient, owner: Owner, { lock }: { lock: boolean }): Promise<bigint> {
  const { rows } = await client.query(
    `SELECT balance FROM account_credit_balances WHERE tenant_id = $1::uuid AND customer_id = $2::uuid AND currency = $3
     ${lock ? 'FOR UPDATE' : ''}`,
    [owner.tenant_id, owner.customer_id, owner.currency],
  );
  const [row] = rows as { balance: bigint }[];
  return BigInt(row?.balance ?? 0n);
}

/** What a customer has to its credit, in each currency in which it ever had some. */
export async function loadCreditBalances(
  tx: Tx,
  tenant_id: string,
  customer_id: string,
): Promise<AccountCreditBalance[]> {
  const rows = await tx.accountCreditBalance.findMany({
    where: { tenant_id, customer_id },
    orderBy: { currency: 'asc' },
  });
  return rows.map(({ currency, balance }) => ({ currency, balance: wireAmount(balance, currency) }));
}
