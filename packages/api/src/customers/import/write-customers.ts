import type { CreateCustomer, Customer, CustomerChanges } from '@revenue/billing-core/customers';
import type { Prisma, Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import { type Change, recordChanges } from '../../audit/record-change.ts';
import type { OperationContext } from '../../context.ts';
import { presentFields } from '../../present-fields.ts';
import { toCustomerView } from '../view.ts';

/** Rows in one statement. */
const BATCH = 1_000;

/** Makes customers, and returns their ids in the order given. */
export async function insertCustomers(tx: Tx, ctx: OperationContext, customers: CreateCustomer[]): Promise<string[]> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const defaults = await tx.tenant.findUniqueOrThrow({
    where: { id: tenant_id },
    select: { country: true, currency: true, time_zone: true, locale: true, payment_terms: true },
  });
  const stamps = { created_at: now, updated_at: now };
  const rows = customers.map((fields) => {
    const given = presentFields(fields) as Partial<Prisma.CustomerCreateManyInput> & { name: string; email: string };
    return { ...defaults, ...given, status: given.status ?? 'active', tenant_id, id: newId(now), ...stamps };
  });
  for (const batch of inBatches(rows)) {
    const stored = await tx.customer.createManyAndReturn({ data: batch });
    await recordChanges(
      tx,
      ctx,
      stored.map((row): Change => {
        return { type: 'customer.created', object_type: 'customer', object_id: row.id, after: toCustomerView(row) };
      }),
    );
  }
  return rows.map((row) => row.id);
}

export type CustomerUpdate = { before: Customer; changes: CustomerChanges };

/** Changes customers by the thousand: each is written whole as it stands afterwards. */
export async function updateCustomers(tx: Tx, ctx: OperationContext, updates: CustomerUpdate[]): Promise<void> {
  const now = ctx.clock.now();
  for (const batch of inBatches(updates)) {
    const states = batch.map(({ before, changes }): Customer => {
      const stamps = { version: before.version + 1, updated_at: now.toISOString() };
      return { ...before, ...(presentFields(changes) as Partial<Customer>), ...stamps };
    });
    await tx.$executeRaw`
      UPDATE customers c
         SET external_id = u.external_id, name = u.name, email = u.email, company = u.company,
             address_line1 = u.address_line1, address_line2 = u.address_line2, city = u.city, state = u.state,
             postal_code = u.postal_code, country = u.country, payment_terms = u.payment_terms, currency = u.currency,
             tax_id = u.tax_id, tax_exempt = u.tax_exempt, tax_exempt_reason = u.tax_exempt_reason, locale = u.locale,
             time_zone = u.time_zone, version = u.version, updated_at = ${now}
        FROM jsonb_to_recordset(${JSON.stringify(states)}::jsonb) AS u(id uuid, external_id text, name text, email text,
             company text, address_line1 text, address_line2 text, city text, state text, postal_code text, country text,
             payment_terms text, currency text, tax_id text, tax_exempt boolean, tax_exempt_reason text, locale text,
             time_zone text, version int)
       WHERE c.tenant_id = ${ctx.tenant_id}::uuid AND c.id = u.id`;
    await recordChanges(
      tx,
      ctx,
      batch.map(({ before }, at): Change => {
        const after = states[at] ?? before;
        return { type: 'customer.updated', object_type: 'customer', object_id: before.id, before, after };
      }),
    );
  }
}

function inBatches<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, at) => items.slice(at * BATCH, (at + 1) * BATCH));
}
