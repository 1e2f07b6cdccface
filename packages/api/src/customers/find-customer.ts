import { BillingError } from '@revenue/billing-core/errors';
import { Id } from '@revenue/billing-core/wire';
import type { OperationContext } from '../context.ts';

/** A customer by whatever an operator has at hand: our id, the tenant's own id for it, or the e-mail address. */
export async function findCustomer(ctx: OperationContext, word: string): Promise<{ id: string; name: string }> {
  const { tenant_id } = ctx;
  const known = [
    { external_id: word },
    { email: word.toLowerCase() },
    ...(Id.safeParse(word).success ? [{ id: word }] : []),
  ];
  const row = await ctx.db.withTenant(tenant_id, (tx) =>
    tx.customer.findFirst({
      where: { tenant_id, deleted_at: null, OR: known },
      select: { id: true, name: true },
    }),
  );
  if (row) return row;
  throw new BillingError('not_found', `There is no customer with the id, external_id or e-mail address "${word}".`);
}
