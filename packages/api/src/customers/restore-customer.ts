import type { Customer } from '@revenue/billing-core/customers';
import { BillingError } from '@revenue/billing-core/errors';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { toCustomerView } from './view.ts';

/** Somebody else has the address by now: one of the two has to give way. */
const TAKEN = {
  email: 'Another customer has this e-mail address by now; change that one first, then restore this one.',
};

/**
 * Brings a deleted customer back as an active one, with its history. Restoring one that is there changes nothing.
 *
 * @throws BillingError not_found, duplicate where its e-mail address went to another customer meanwhile
 */
export async function restoreCustomer(ctx: OperationContext, { id }: { id: string }): Promise<Customer> {
  const { tenant_id } = ctx;
  return namingDuplicates(TAKEN, () =>
    ctx.db.withTenant(tenant_id, async (tx) => {
      await lockRow(tx, 'customers', tenant_id, id);
      const row = await tx.customer.findFirst({ where: { tenant_id, id } });
      if (!row) throw new BillingError('not_found', `There is no customer ${id} in this tenant.`);
      const before = toCustomerView(row);
      if (row.deleted_at === null) return before;
      const restored = await tx.customer.update({
        where: { tenant_id_id: { tenant_id, id } },
        data: { deleted_at: null, status: 'active', updated_at: ctx.clock.now(), version: { increment: 1 } },
      });
      const after = toCustomerView(restored);
      await recordChange(tx, ctx, { type: 'customer.restored', object_type: 'customer', object_id: id, before, after });
      return after;
    }),
  );
}
