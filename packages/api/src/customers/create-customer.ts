import type { CreateCustomer, Customer } from '@revenue/billing-core/customers';
import { newId } from '@revenue/db/ids';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { presentFields } from '../present-fields.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { toCustomerView } from './view.ts';

export const CUSTOMER_DUPLICATES = {
  email: 'There is a customer with this e-mail address already; change that one instead.',
  external_id: 'There is a customer with this external_id already.',
};

export async function createCustomer(ctx: OperationContext, input: CreateCustomer): Promise<Customer> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const given = presentFields(input);
  return namingDuplicates(CUSTOMER_DUPLICATES, () =>
    ctx.db.withTenant(tenant_id, async (tx) => {
      const defaults = await tx.tenant.findUniqueOrThrow({
        where: { id: tenant_id },
        select: { country: true, currency: true, time_zone: true, locale: true, payment_terms: true },
      });
      const stamps = { created_at: now, updated_at: now };
      const row = await tx.customer.create({
        data: { status: 'active', ...defaults, ...given, tenant_id, id: newId(now), ...stamps },
      });
      const view = toCustomerView(row);
      await recordChange(tx, ctx, {
        type: 'customer.created',
        object_type: 'customer',
        object_id: row.id,
        after: view,
      });
      return view;
    }),
  );
}
