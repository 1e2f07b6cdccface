import { BillingError } from '@revenue/billing-core/errors';
import type { Tenant, UpdateTenant } from '@revenue/billing-core/tenants';
import type { Tx } from '@revenue/db/database';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { presentFields } from '../present-fields.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { loadTenantView } from './get-tenant.ts';
import { numberFormatConflict } from './number-format-conflict.ts';
import type { NumberedKind } from './numbered-kind.ts';
import { writeBankAccounts } from './write-bank-accounts.ts';

/**
 * Changes what is given. A new number format holds from the next invoice; numbers given out stay.
 *
 * @throws BillingError invalid_number_format for a format that would come to numbers given out already
 */
export async function updateTenant(ctx: OperationContext, input: UpdateTenant): Promise<Tenant> {
  const { tenant_id } = ctx;
  const { invoice_number_format, credit_note_number_format, bank_accounts, version, ...rest } = input;
  return ctx.db.withTenant(tenant_id, async (tx) => {
    await lockTenant(tx, tenant_id);
    const before = await loadTenantView(tx, ctx);
    requireVersion('tenant', before.version, version);
    await refuseRepeats(tx, tenant_id, 'invoice', invoice_number_format);
    await refuseRepeats(tx, tenant_id, 'credit_note', credit_note_number_format);
    await tx.tenant.update({
      where: { id: tenant_id },
      data: { ...presentFields(rest), version: { increment: 1 }, updated_at: ctx.clock.now() },
    });
    await writeBankAccounts(tx, tenant_id, bank_accounts, ctx.clock.now());
    await setFormat(tx, ctx, 'invoice', invoice_number_format);
    await setFormat(tx, ctx, 'credit_note', credit_note_number_format);
    const after = await loadTenantView(tx, ctx);
    await recordChange(tx, ctx, { type: 'tenant.updated', object_type: 'tenant', object_id: tenant_id, before, after });
    return after;
  });
}

/** Two savings of the settings at once come one after the other, and the second sees the first. */
async function lockTenant(tx: Tx, tenant_id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM tenants WHERE id = ${tenant_id}::uuid FOR NO KEY UPDATE`;
}

async function refuseRepeats(tx: Tx, tenant_id: string, kind: NumberedKind, format: string | undefined): Promise<void> {
  const conflict = format === undefined ? null : await numberFormatConflict(tx, tenant_id, kind, format);
  if (conflict === null) return;
  throw new BillingError('invalid_number_format', `The format ${conflict}.`, {
    errors: [{ path: `${kind}_number_format`, message: conflict }],
  });
}

async function setFormat(
  tx: Tx,
  { tenant_id, clock }: OperationContext,
  kind: NumberedKind,
  format: string | undefined,
): Promise<void> {
  if (format === undefined) return;
  const now = clock.now();
  const key = { tenant_id, kind };
  await tx.numberSeries.upsert({
    where: { tenant_id_kind: key },
    create: { ...key, format, created_at: now, updated_at: now },
    update: { format, updated_at: now },
  });
}
