import { type Services, systemContext } from '../../packages/api/src/context.ts';
import { importInvoices } from '../../packages/api/src/invoice-imports/import-invoices.ts';
import { createTenant } from '../../packages/api/src/tenants/create-tenant.ts';
import { type InvoiceImportReport, NewInvoiceImport } from '../../packages/billing-core/src/invoice-imports/index.ts';
import { wireAmount } from '../../packages/billing-core/src/money/index.ts';

export const SLUG = 'online-retail';

export interface ImportedRetail {
  imports: { report: InvoiceImportReport; seconds: number }[];
  sums: { country: string; invoices: number; invoiced: number; credit_notes: number; credited: number }[];
}

/** The file into a tenant of its own, twice: the second time adds nothing. What is there from a run before is kept. */
export async function importRetail(
  services: Services,
  file_name: string,
  open: () => AsyncIterable<Uint8Array>,
): Promise<ImportedRetail> {
  const ctx = systemContext(services, await tenantId(services), 'example');
  const input = NewInvoiceImport.parse({ file_name, format: 'online-retail' });
  const imports: ImportedRetail['imports'] = [];
  for (let time = 1; time <= 2; time += 1) {
    const start = performance.now();
    const report = await importInvoices(ctx, input, open());
    imports.push({ report, seconds: (performance.now() - start) / 1_000 });
  }
  return { imports, sums: await sumByCountry(services, ctx.tenant_id) };
}

/** Of the stored documents, so that a second run of the example says the same. */
async function sumByCountry(services: Services, tenant_id: string): Promise<ImportedRetail['sums']> {
  type Row = { country: string; invoices: number; invoiced: string; credit_notes: number; credited: string };
  const { rows } = await services.db.withTenantSql(tenant_id, (client) =>
    client.query<Row>(
      `SELECT country, sum(invoices)::int AS invoices, sum(invoiced)::text AS invoiced, sum(notes)::int AS credit_notes,
              sum(credited)::text AS credited
         FROM (SELECT customer_snapshot ->> 'country' AS country, 1 AS invoices, total AS invoiced, 0 AS notes, 0 AS credited
                 FROM invoices WHERE tenant_id = $1
               UNION ALL SELECT customer_snapshot ->> 'country', 0, 0, 1, total FROM credit_notes WHERE tenant_id = $1) documents
        GROUP BY 1 ORDER BY country COLLATE "C"`,
      [tenant_id],
    ),
  );
  return rows.map(({ invoiced, credited, ...row }) => ({
    ...row,
    invoiced: wireAmount(BigInt(invoiced), 'GBP'),
    credited: wireAmount(BigInt(credited), 'GBP'),
  }));
}

async function tenantId(services: Services): Promise<string> {
  const found = await services.db.withSystem('the example looks for its tenant', (tx) =>
    tx.tenant.findFirst({ where: { slug: SLUG } }),
  );
  if (found) return found.id;
  const place = { currency: 'GBP', time_zone: 'Europe/London', country: 'GB', locale: 'en-GB' };
  return (await createTenant(services, { name: 'Online Retail', slug: SLUG, mode: 'test', ...place })).id;
}
