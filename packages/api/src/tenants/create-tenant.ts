import { BillingError } from '@revenue/billing-core/errors';
import { CreateTenant } from '@revenue/billing-core/tenants';
import { newId } from '@revenue/db/ids';
import { recordChange } from '../audit/record-change.ts';
import { type Services, systemContext } from '../context.ts';
import { newLinkSecret } from '../invoices/hosted/link-token.ts';
import { presentFields } from '../present-fields.ts';
import { DEFAULT_NUMBER_FORMATS } from './numbered-kind.ts';
import { writeBankAccounts } from './write-bank-accounts.ts';

export type NewTenant = { id: string; slug: string; mode: string };

/**
 * Makes a tenant with its number series. For the command line, the seed and platform administrators: nobody of the
 * tenant exists yet, so `addMember` follows. The system role writes the tenant, for no tenant's rights reach that far.
 */
export async function createTenant(services: Services, input: CreateTenant): Promise<NewTenant> {
  const { bank_accounts, ...fields } = CreateTenant.parse(input);
  const now = services.clock.now();
  const id = newId(now);
  const row = { ...presentFields(fields), id, created_at: now, updated_at: now };
  await services.db.withSystem('a tenant cannot create itself', async (tx) => {
    const { count } = await tx.tenant.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) throw slugTaken(fields.slug);
  });
  const ctx = systemContext(services, id, 'tenant:create');
  await services.db.withTenant(id, async (tx) => {
    const formats = Object.entries(DEFAULT_NUMBER_FORMATS);
    await tx.numberSeries.createMany({
      data: formats.map(([kind, format]) => ({ tenant_id: id, kind, format, created_at: now, updated_at: now })),
    });
    await writeBankAccounts(tx, id, bank_accounts, now);
    await tx.invoiceLinkKey.create({ data: { tenant_id: id, secret: newLinkSecret(), created_at: now } });
    await recordChange(tx, ctx, { type: 'tenant.created', object_type: 'tenant', object_id: id, after: row });
  });
  return { id, slug: fields.slug, mode: fields.mode };
}

function slugTaken(slug: string): BillingError {
  return new BillingError('duplicate', `There is a tenant "${slug}" already; choose another slug.`, {
    errors: [{ path: 'slug', message: 'is taken' }],
  });
}
