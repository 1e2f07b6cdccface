import {
  type ImportSettings,
  type InvoiceImportReport,
  importSettingsOf,
  type NewInvoiceImport,
} from '@revenue/billing-core/invoice-imports';
import { addDays, localDateAt } from '@revenue/billing-core/time';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import { createTurns } from '../files/create-turns.ts';
import { type SpooledFile, withSpooledFile } from '../files/spooled-file.ts';
import { getInvoiceImport } from './get-invoice-import.ts';
import { judgeImportDocuments } from './judge-import-documents.ts';
import { keepRefusedRows } from './keep-refused-rows.ts';
import { makeImportedCustomers } from './make-imported-customers.ts';
import { makeImportedProducts } from './make-imported-products.ts';
import { readImportFile } from './read-import-file.ts';
import { stageImportRows } from './stage-import-rows.ts';
import { storeImportedDocuments } from './store-imported-documents.ts';

/** Files in work at once, of all tenants: each holds a connection for as long as it takes. */
const inTurn = createTurns(2);

/**
 * Takes a file of past invoices: customers and products that it names and nobody knows are made, invoices come in paid, and
 * numbers with the prefix of credit notes as credit notes. A document is taken whole or refused whole with the reason of each
 * row; one that was imported before, with the same content, changes nothing, so a file may be sent again.
 *
 * One transaction: good documents are all in together, and a file that cannot be read to its end, or a process that dies,
 * leaves nothing half done. Nothing is mailed; each record has its event (`*.imported`), which those who listen for new
 * invoices and payments do not hear, and `invoices.imported` tells of the file.
 *
 * @throws BillingError malformed_body when the file as a whole cannot be read; payload_too_large
 */
export async function importInvoices(
  ctx: OperationContext,
  input: NewInvoiceImport,
  content: AsyncIterable<Uint8Array>,
): Promise<InvoiceImportReport> {
  const id = await withSpooledFile(content, (file) =>
    inTurn(ctx.tenant_id, () =>
      ctx.db.withTenantSql(ctx.tenant_id, (client) => importSpooled(client, ctx, input, file)),
    ),
  );
  return getInvoiceImport(ctx, { id });
}

async function importSpooled(
  client: SqlClient,
  ctx: OperationContext,
  input: NewInvoiceImport,
  file: SpooledFile,
): Promise<string> {
  // Two files with one number would both find it new; in this process they take turns already.
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('invoice import ' || $1, 0))", [ctx.tenant_id]);
  const { rows } = await client.query('SELECT time_zone, currency FROM tenants WHERE id = $1', [ctx.tenant_id]);
  const [{ time_zone, currency } = { time_zone: 'UTC', currency: '' }] = rows as {
    time_zone: string;
    currency: string;
  }[];
  const settings = importSettingsOf(input, currency);
  const id = await begin(client, ctx, input.file_name, settings);
  // In some places tomorrow has begun already.
  const latest = addDays(localDateAt(ctx.clock.now(), time_zone), 1);
  await stageImportRows(client, readImportFile(file, { settings, time_zone, latest }));
  await judgeImportDocuments(client, ctx.tenant_id);
  const customers = await makeImportedCustomers(client, ctx);
  const products = await makeImportedProducts(client, ctx);
  const stored = await storeImportedDocuments(client, ctx, id);
  const counted = await keepRefusedRows(client, ctx, id);
  await finish(client, ctx, { id, file_name: input.file_name, ...counted, ...stored, customers, products });
  return id;
}

async function begin(
  client: SqlClient,
  ctx: OperationContext,
  file_name: string,
  settings: ImportSettings,
): Promise<string> {
  const now = ctx.clock.now();
  const id = newId(now);
  await client.query(
    `INSERT INTO invoice_imports (tenant_id, id, file_name, settings, rows_total, rows_accepted, rows_known, rows_refused,
                                  invoices, credit_notes, customers, products, created_by, created_at)
     VALUES ($1, $2, $3, $4, 0, 0, 0, 0, 0, 0, 0, 0, $5, $6)`,
    [ctx.tenant_id, id, file_name, JSON.stringify(settings), ctx.actor.name, now],
  );
  return id;
}

type Outcome = Record<
  | 'rows_total'
  | 'rows_accepted'
  | 'rows_known'
  | 'rows_refused'
  | 'invoices'
  | 'credit_notes'
  | 'customers'
  | 'products',
  number
> & { id: string; file_name: string };

async function finish(client: SqlClient, ctx: OperationContext, outcome: Outcome): Promise<void> {
  await client.query(
    `UPDATE invoice_imports
        SET rows_total = $3, rows_accepted = $4, rows_known = $5, rows_refused = $6, invoices = $7, credit_notes = $8,
            customers = $9, products = $10
      WHERE tenant_id = $1 AND id = $2`,
    [
      ctx.tenant_id,
      outcome.id,
      outcome.rows_total,
      outcome.rows_accepted,
      outcome.rows_known,
      outcome.rows_refused,
      outcome.invoices,
      outcome.credit_notes,
      outcome.customers,
      outcome.products,
    ],
  );
  await writeChanges(client, ctx, [
    { type: 'invoices.imported', object_type: 'invoice_import', object_id: outcome.id, after: outcome },
  ]);
}
