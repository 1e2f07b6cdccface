import { countryNameOf } from '@revenue/billing-core/invoice-imports';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import { sha256 } from '../sha256.ts';
import { inChunks } from './in-chunks.ts';

/** The case of its letters tells no two customers apart. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

type Wanted = { key: string; walk_in: boolean; name: string | null; country: string | null; currency: string };
type Defaults = { country: string; time_zone: string; locale: string; payment_terms: string };

/**
 * Finds or makes the customer of each new document: by your own id, or by address where that is what the file has. Who has
 * no address gets one that can never be delivered to (RFC 2606), since every customer has one.
 *
 * @returns how many were made
 */
export async function makeImportedCustomers(client: SqlClient, ctx: OperationContext): Promise<number> {
  await client.query(
    `UPDATE import_documents SET customer_key = CASE
       WHEN customer ~ $1 THEN lower(customer) ELSE COALESCE(customer, 'walk-in' || COALESCE('-' || country, '')) END
      WHERE chunk > 0`,
    [ADDRESS.source],
  );
  await findCustomers(client, ctx.tenant_id);
  const { rows } = await client.query(
    `SELECT DISTINCT ON (customer_key) customer_key AS key, customer IS NULL AS walk_in, customer_name AS name, country, currency
       FROM import_documents WHERE chunk > 0 AND customer_id IS NULL ORDER BY customer_key, line`,
  );
  const wanted = rows as Wanted[];
  const defaults = await loadDefaults(client, ctx.tenant_id);
  for (const some of inChunks(wanted, 2_000)) await insertCustomers(client, ctx, some, defaults);
  if (wanted.length > 0) await findCustomers(client, ctx.tenant_id);
  return wanted.length;
}

async function findCustomers(client: SqlClient, tenantId: string): Promise<void> {
  await client.query(
    `UPDATE import_documents d SET customer_id = c.id FROM customers c
      WHERE c.tenant_id = $1 AND c.external_id = d.customer_key AND d.chunk > 0 AND d.customer_id IS NULL`,
    [tenantId],
  );
  await client.query(
    `UPDATE import_documents d SET customer_id = c.id FROM customers c
      WHERE c.tenant_id = $1 AND c.deleted_at IS NULL AND c.email = lower(d.customer_key) AND d.chunk > 0
        AND d.customer_id IS NULL`,
    [tenantId],
  );
}

async function loadDefaults(client: SqlClient, tenantId: string): Promise<Defaults> {
  const { rows } = await client.query('SELECT country, time_zone, locale, payment_terms FROM tenants WHERE id = $1', [
    tenantId,
  ]);
  const [defaults] = rows as Defaults[];
  if (!defaults) throw new Error('the tenant is gone');
  return defaults;
}

async function insertCustomers(
  client: SqlClient,
  ctx: OperationContext,
  wanted: Wanted[],
  defaults: Defaults,
): Promise<void> {
  const now = ctx.clock.now();
  const taken = await loadTaken(client, ctx.tenant_id, wanted);
  const customers = wanted.map((one) => toCustomer(one, newId(now), defaults.country, taken));
  const column = <K extends keyof (typeof customers)[number]>(key: K) => customers.map((customer) => customer[key]);
  await client.query(
    `INSERT INTO customers (tenant_id, created_at, updated_at, payment_terms, locale, time_zone, status, id, external_id, name,
                            email, country, currency)
     SELECT $1, $2, $2, $3, $4, $5, 'active', u.*
       FROM unnest($6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[]) u`,
    [
      ctx.tenant_id,
      now,
      defaults.payment_terms,
      defaults.locale,
      defaults.time_zone,
      column('id'),
      column('external_id'),
      column('name'),
      column('email'),
      column('country'),
      column('currency'),
    ],
  );
  const { payment_terms, locale, time_zone } = defaults;
  await writeChanges(
    client,
    ctx,
    customers.map((customer) => ({
      type: 'customer.imported' as const,
      object_type: 'customer',
      object_id: customer.id,
      after: { ...customer, payment_terms, locale, time_zone, status: 'active' },
    })),
  );
}

/** Addresses that somebody has: of one who was imported under this key, and is called otherwise by now. */
async function loadTaken(client: SqlClient, tenantId: string, wanted: readonly Wanted[]): Promise<Set<string>> {
  const { rows } = await client.query(
    'SELECT email FROM customers WHERE tenant_id = $1 AND deleted_at IS NULL AND email = ANY($2::text[])',
    [tenantId, wanted.map(({ key }) => addressOf(key))],
  );
  return new Set((rows as { email: string }[]).map(({ email }) => email));
}

function toCustomer(
  { key, walk_in, name, country, currency }: Wanted,
  id: string,
  ownCountry: string,
  taken: ReadonlySet<string>,
) {
  const place = country ?? ownCountry;
  const walkInName = country === null ? 'Walk-in customer' : `Walk-in customer, ${countryNameOf(country)}`;
  return {
    id,
    external_id: key,
    name: walk_in ? walkInName : (name ?? `Customer ${key}`),
    email: taken.has(addressOf(key)) ? `customer-${id}@imported.invalid` : addressOf(key),
    country: place,
    currency,
  };
}

/** A key that is an address is one; of others the parts that an address may hold, told apart by a hash. */
function addressOf(key: string): string {
  const lower = key.toLowerCase();
  if (ADDRESS.test(key)) return lower;
  const local = lower.replaceAll(/[^a-z0-9-]+/g, '-').slice(0, 40);
  const mark = local === key ? '' : `-${sha256(key).slice(0, 8)}`;
  return `customer-${local}${mark}@imported.invalid`;
}
