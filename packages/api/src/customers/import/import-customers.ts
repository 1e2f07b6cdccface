import {
  CUSTOMER_COLUMNS,
  type Customer,
  type CustomerImportReport,
  type CustomerImportRow,
  columnOf,
  type ImportCustomers,
  type PlannedRow,
  planCustomerImport,
} from '@revenue/billing-core/customers';
import { SHOWN_IMPORT_ROWS } from '@revenue/billing-core/wire';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../../context.ts';
import { countOutcomes } from '../../files/count-outcomes.ts';
import { pickColumns, readCsvRows } from '../../files/read-csv-rows.ts';
import { namingDuplicates } from '../../unique-violation.ts';
import { CUSTOMER_DUPLICATES } from '../create-customer.ts';
import { toCustomerView } from '../view.ts';
import { insertCustomers, updateCustomers } from './write-customers.ts';

export type ImportedFile = ImportCustomers & { content: Uint8Array };

/**
 * Takes a file of customers: good rows in, bad ones listed with line, column and reason. A dry run plans the same and
 * writes nothing. One transaction: what goes in goes in together.
 *
 * @throws BillingError malformed_body, payload_too_large; duplicate where somebody else took an address meanwhile
 */
export async function importCustomers(ctx: OperationContext, file: ImportedFile): Promise<CustomerImportReport> {
  const { tenant_id } = ctx;
  const { rows, ignored_columns } = readCsvRows(file.content, {
    fieldOf: columnOf,
    mapping: pickColumns(file, CUSTOMER_COLUMNS),
    oneOf: ['email', 'external_id'],
  });
  return namingDuplicates(CUSTOMER_DUPLICATES, () =>
    ctx.db.withTenant(tenant_id, async (tx) => {
      const { country } = await tx.tenant.findUniqueOrThrow({ where: { id: tenant_id }, select: { country: true } });
      const known = await loadKnown(tx, tenant_id, rows, { lock: !file.dry_run });
      const planned = planCustomerImport(rows, { known, existing: file.existing, country });
      const ids = file.dry_run ? new Map<number, string>() : await write(tx, ctx, planned);
      return toReport(file, planned, ids, ignored_columns);
    }),
  );
}

/**
 * Whom the file may mean: by its ids and by its addresses, deleted ones too. With `lock` nobody else changes them until
 * the transaction ends.
 */
async function loadKnown(
  tx: Tx,
  tenant_id: string,
  rows: readonly CustomerImportRow[],
  { lock }: { lock: boolean },
): Promise<Customer[]> {
  const external_ids = rows.flatMap(({ cells }) => cells.external_id ?? []);
  const emails = rows.flatMap(({ cells }) => cells.email?.toLowerCase() ?? []);
  if (lock) {
    await tx.$executeRaw`
      SELECT 1 FROM customers
       WHERE tenant_id = ${tenant_id}::uuid AND (external_id = ANY(${external_ids}) OR email = ANY(${emails}))
       ORDER BY id FOR UPDATE`;
  }
  const found = await tx.customer.findMany({
    where: { tenant_id, OR: [{ external_id: { in: external_ids } }, { email: { in: emails }, deleted_at: null }] },
  });
  return found.map(toCustomerView);
}

/** The ids of the customers that were made, by their lines. */
async function write(tx: Tx, ctx: OperationContext, planned: readonly PlannedRow[]): Promise<Map<number, string>> {
  const updates = planned.flatMap((row) => (row.outcome === 'update' ? [row] : []));
  await updateCustomers(tx, ctx, updates);
  const creations = planned.flatMap((row) => (row.outcome === 'create' ? [row] : []));
  const ids = await insertCustomers(
    tx,
    ctx,
    creations.map((row) => row.fields),
  );
  return new Map(creations.map(({ line }, at) => [line, ids[at] ?? '']));
}

function toReport(
  { file_name, dry_run }: ImportedFile,
  planned: readonly PlannedRow[],
  ids: ReadonlyMap<number, string>,
  ignored_columns: string[],
): CustomerImportReport {
  return {
    file_name,
    dry_run,
    ...countOutcomes(planned),
    ignored_columns,
    rows: planned.flatMap((row) => toReportRow(row, ids)).slice(0, SHOWN_IMPORT_ROWS),
  };
}

function toReportRow(row: PlannedRow, ids: ReadonlyMap<number, string>): CustomerImportReport['rows'] {
  const { line, outcome } = row;
  if (outcome === 'refuse') return [];
  if (outcome === 'create') {
    const { name, email } = row.fields;
    return [{ line, outcome, customer_id: ids.get(line) ?? null, name, email, note: 'is new' }];
  }
  const { id, name, email } = row.before;
  const note = outcome === 'update' ? `changes ${row.fields.join(', ')}` : row.reason;
  return [{ line, outcome, customer_id: id, name, email, note }];
}
