import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import { inChunks } from './in-chunks.ts';

type Wanted = { key: string; code: string; name: string };

/**
 * Finds or makes the product of each code on a new document, whatever the case of its letters: 85123a is 85123A. It is called
 * what the file first calls it, and has no price: what was charged stands on the lines.
 *
 * @returns how many were made
 */
export async function makeImportedProducts(client: SqlClient, ctx: OperationContext): Promise<number> {
  await client.query(
    `CREATE TEMP TABLE import_products ON COMMIT DROP AS
     SELECT upper(r.product) AS key, (array_agg(r.product ORDER BY r.line))[1] AS code,
            COALESCE((array_agg(r.description ORDER BY r.line) FILTER (WHERE r.description IS NOT NULL))[1],
                     (array_agg(r.product ORDER BY r.line))[1]) AS name,
            NULL::uuid AS product_id, NULL::text AS known_name
       FROM import_rows r JOIN import_documents d ON d.number = r.number
      WHERE d.chunk > 0 AND r.product IS NOT NULL GROUP BY 1`,
  );
  await findProducts(client, ctx.tenant_id);
  const { rows } = await client.query(
    'SELECT key, code, name FROM import_products WHERE product_id IS NULL ORDER BY code',
  );
  const wanted = rows as Wanted[];
  for (const some of inChunks(wanted, 2_000)) await insertProducts(client, ctx, some);
  if (wanted.length > 0) await findProducts(client, ctx.tenant_id);
  await client.query('CREATE INDEX ON import_products (key)');
  await client.query('ANALYZE import_products');
  return wanted.length;
}

async function findProducts(client: SqlClient, tenantId: string): Promise<void> {
  await client.query(
    `UPDATE import_products w SET product_id = p.id, known_name = p.name
       FROM (SELECT DISTINCT ON (upper(external_id)) id, name, upper(external_id) AS key FROM products
              WHERE tenant_id = $1 AND external_id IS NOT NULL ORDER BY upper(external_id), created_at, id) p
      WHERE p.key = w.key AND w.product_id IS NULL`,
    [tenantId],
  );
}

async function insertProducts(client: SqlClient, ctx: OperationContext, wanted: Wanted[]): Promise<void> {
  const now = ctx.clock.now();
  const products = wanted.map(({ code, name }) => ({ id: newId(now), external_id: code, name: name.slice(0, 200) }));
  await client.query(
    `INSERT INTO products (tenant_id, created_at, updated_at, type, active, id, external_id, name)
     SELECT $1, $2, $2, 'one_time', true, u.* FROM unnest($3::uuid[], $4::text[], $5::text[]) u`,
    [
      ctx.tenant_id,
      now,
      products.map(({ id }) => id),
      products.map(({ external_id }) => external_id),
      products.map(({ name }) => name),
    ],
  );
  await writeChanges(
    client,
    ctx,
    products.map((product) => ({
      type: 'product.imported' as const,
      object_type: 'product',
      object_id: product.id,
      after: { ...product, type: 'one_time', active: true },
    })),
  );
}
