import type { Customer, UpdateCustomer } from '@revenue/billing-core/customers';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { presentFields } from '../present-fields.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { CUSTOMER_DUPLICATES } from './create-customer.ts';
import { loadCustomer } from './queries.ts';
import { toCustomerView } from './view.ts';

/** Changes what is given and nothing else. A change to what it already is leaves no trace. */
export async function updateCustomer(ctx: OperationContext, input: UpdateCustomer): Promise<Customer> {
  const { tenant_id } = ctx;
  const { id, version, ...rest } = input;
  const changes = presentFields(rest);
  return namingDuplicates(CUSTOMER_DUPLICATES, () =>
    ctx.db.withTenant(tenant_id, async (tx) => {
      await lockRow(tx, 'customers', tenant_id, id);
      const row = await loadCustomer(tx, tenant_id, id);
      requireVersion('customer', row.version, version);
      const before = toCustomerView(row);
      if (isSame(before, changes)) return before;
      const updated = await tx.customer.update({
        where: { tenant_id_id: { tenant_id, id } },
        data: { ...changes, version: { increment: 1 }, updated_at: ctx.clock.now() },
      });
      const after = toCustomerView(updated);
      await recordChange(tx, ctx, { type: 'customer.updated', object_type: 'customer', object_id: id, before, after });
      return after;
    }),
  );
}

function isSame(before: Customer, changes: object): boolean {
  const known = before as Record<string, unknown>;
  return Object.entries(changes).every(([name, value]) => JSON.stringify(known[name]) === JSON.stringify(value));
}
