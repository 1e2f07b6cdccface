import type { BankAccounts } from '@revenue/billing-core/tenants';
import type { Tx } from '@revenue/db/database';
import { presentFields } from '../present-fields.ts';

/** Puts these accounts in the place of those there are. The caller has locked the tenant. */
export async function writeBankAccounts(
  tx: Tx,
  tenant_id: string,
  accounts: BankAccounts | undefined,
  created_at: Date,
): Promise<void> {
  if (accounts === undefined) return;
  await tx.bankAccount.deleteMany({ where: { tenant_id } });
  await tx.bankAccount.createMany({
    data: accounts.map((account) => ({ tenant_id, created_at, ...presentFields(account) })),
  });
}
