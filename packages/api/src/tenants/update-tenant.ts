import { BillingError } from '@revenue/billing-core/errors';
import type { Tenant, UpdateTenant } from '@revenue/billing-core/tenants';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { presentFields } from '../present-fields.ts';
import { loadTenantView } from './get-tenant.ts';
import { numberFormatConflict } from './number-format-conflict.ts';

/**
 * Changes what is given. A new number format holds from the next invoice; numbers given out stay.
 *
 * @throws BillingError invalid_number_format for a format that would come to numbers given out already
 */
export async function updateTenant(ctx: OperationContext, input: UpdateTenant): Promise<Tenant> {
  const { tenant_id } = ctx;
  const { invoice_number_format: format, ...rest } = input;
  const now = ctx.clock.now();
  return ctx.db.withTenant(tenant_id, async (tx) => {
    const conflict = format === undefined ? null : await numberFormatConflict(tx, tenant_id, format);
    if (conflict !== null) throw repeats(conflict);
    const before = await loadTenantView(tx, ctx);
    await tx.tenant.update({ where: { id: tenant_id }, data: { ...presentFields(rest), updated_at: now } });
    if (format !== undefined) {
      const key = { tenant_id, kind: 'invoice' };
      await tx.numberSeries.upsert({
        where: { tenant_id_kind: key },
        create: { ...key, format, created_at: now, updated_at: now },
        update: { format, updated_at: now },
      });
    }
    const after = await loadTenantView(tx, ctx);
    await recordChange(tx, ctx, { type: 'tenant.updated', object_type: 'tenant', object_id: tenant_id, before, after });
    return after;
  });
}

function repeats(conflict: string): BillingError {
  return new BillingError('invalid_number_format', `The format ${conflict}.`, {
    errors: [{ path: 'invoice_number_format', message: conflict }],
  });
}
