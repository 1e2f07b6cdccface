import type { AccountCreditEntry, AdjustAccountCredit } from '@revenue/billing-core/account-credits';
import { BillingError } from '@revenue/billing-core/errors';
import { fromMinor, toMinor } from '@revenue/billing-core/money';
import type { OperationContext } from '../context.ts';
import { loadCustomer } from '../customers/queries.ts';
import { requireWireAmounts } from '../invoices/require-wire-amounts.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { loadBalance } from './load-balance.ts';
import { loadEntries } from './queries.ts';
import { writeEntries } from './write-entries.ts';

/**
 * Gives or takes account credit by hand. Two at once wait for each other at the balance, so that together they never take
 * more than there is.
 *
 * @throws BillingError not_found, validation_failed for nothing, or for more than the balance
 */
export async function adjustAccountCredit(
  ctx: OperationContext,
  input: AdjustAccountCredit,
): Promise<AccountCreditEntry> {
  const { tenant_id } = ctx;
  const { id: customer_id, reason } = input;
  const entry = await ctx.db.withTenant(tenant_id, async (tx) => {
    const customer = await loadCustomer(tx, tenant_id, customer_id);
    const currency = input.currency ?? customer.currency;
    const amount = toMinor(input.amount, currency);
    if (amount === 0n) throw fault('is 0; say how much is given, or below zero how much is taken');
    const client = sqlClientOf(tx);
    const balance = await loadBalance(client, { tenant_id, customer_id, currency }, { lock: true });
    if (balance + amount < 0n) {
      const [asked, left] = [fromMinor(-amount, currency), fromMinor(balance, currency)];
      throw fault(`takes ${asked} ${currency}, but the account credit is ${left} ${currency}; take that or less`);
    }
    requireWireAmounts(currency, [balance + amount]);
    const [id] = await writeEntries(client, ctx, [{ customer_id, currency, kind: 'adjustment', amount, reason }]);
    const [written] = await loadEntries(tx, { tenant_id, id: id ?? '' }, { take: 1 });
    return written;
  });
  if (!entry) throw new Error('an adjustment was not stored');
  return entry;
}

function fault(message: string): BillingError {
  return new BillingError('validation_failed', `amount ${message}.`, { errors: [{ path: 'amount', message }] });
}
