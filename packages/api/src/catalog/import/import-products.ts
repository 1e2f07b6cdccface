import {
  type ImportProducts,
  type PlannedProduct,
  PRODUCT_COLUMNS,
  type Product,
  type ProductImportReport,
  type ProductImportRow,
  planProductImport,
  productColumnOf,
} from '@revenue/billing-core/catalog';
import { SHOWN_IMPORT_ROWS } from '@revenue/billing-core/wire';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../../context.ts';
import { countOutcomes } from '../../files/count-outcomes.ts';
import { pickColumns, readCsvRows } from '../../files/read-csv-rows.ts';
import { namingDuplicates } from '../../unique-violation.ts';
import { PRODUCT_DUPLICATES } from '../create-product.ts';
import { loadTenantCurrency } from '../product-queries.ts';
import { toProductView } from '../product-view.ts';
import { insertProducts, updateProducts } from './write-products.ts';

export type ImportedFile = ImportProducts & { content: Uint8Array };

/**
 * Takes a file of products: good rows in, bad ones listed with line, column and reason. A dry run plans the same and writes
 * nothing. One transaction: what goes in goes in together.
 *
 * @throws BillingError malformed_body, payload_too_large; duplicate where somebody else took an external_id meanwhile
 */
export async function importProducts(ctx: OperationContext, file: ImportedFile): Promise<ProductImportReport> {
  const { tenant_id } = ctx;
  const { rows, ignored_columns } = readCsvRows(file.content, {
    fieldOf: productColumnOf,
    mapping: pickColumns(file, PRODUCT_COLUMNS),
    oneOf: ['name', 'external_id'],
  });
  return namingDuplicates(PRODUCT_DUPLICATES, () =>
    ctx.db.withTenant(tenant_id, async (tx) => {
      const currency = await loadTenantCurrency(tx, tenant_id);
      const known = await loadKnown(tx, tenant_id, rows, { lock: !file.dry_run, currency });
      const planned = planProductImport(rows, { ...known, existing: file.existing, currency });
      const ids = file.dry_run ? new Map<number, string>() : await write(tx, ctx, planned, currency);
      return toReport(file, planned, ids, ignored_columns);
    }),
  );
}

/** What the file may mean: by ids and by names. With `lock` nobody else changes them until the transaction ends. */
async function loadKnown(
  tx: Tx,
  tenant_id: string,
  rows: readonly ProductImportRow[],
  { lock, currency }: { lock: boolean; currency: string },
): Promise<{ known: Product[]; deleted: Set<string> }> {
  const external_ids = rows.flatMap(({ cells }) => cells.external_id ?? []);
  const names = rows.flatMap(({ cells }) => (cells.external_id === undefined ? (cells.name ?? []) : []));
  if (lock) {
    await tx.$executeRaw`
      SELECT 1 FROM products
       WHERE tenant_id = ${tenant_id}::uuid AND (external_id = ANY(${external_ids}) OR name = ANY(${names}))
       ORDER BY id FOR UPDATE`;
  }
  const found = await tx.product.findMany({
    where: { tenant_id, OR: [{ external_id: { in: external_ids } }, { name: { in: names }, deleted_at: null }] },
    include: { prices: { where: { valid_to: null } } },
  });
  const live = found.filter(({ deleted_at }) => deleted_at === null);
  const deleted = found.flatMap((row) => (row.deleted_at !== null && row.external_id ? [row.external_id] : []));
  return { known: live.map((row) => toProductView(row, row.prices, currency)), deleted: new Set(deleted) };
}

/** The ids of the products that were made, by their lines. */
async function write(
  tx: Tx,
  ctx: OperationContext,
  planned: readonly PlannedProduct[],
  currency: string,
): Promise<Map<number, string>> {
  const updates = planned.flatMap((row) => (row.outcome === 'update' ? [row] : []));
  await updateProducts(tx, ctx, updates, currency);
  const creations = planned.flatMap((row) => (row.outcome === 'create' ? [row] : []));
  const ids = await insertProducts(tx, ctx, creations, currency);
  return new Map(creations.map(({ line }, at) => [line, ids[at] ?? '']));
}

function toReport(
  { file_name, dry_run }: ImportedFile,
  planned: readonly PlannedProduct[],
  ids: ReadonlyMap<number, string>,
  ignored_columns: string[],
): ProductImportReport {
  return {
    file_name,
    dry_run,
    ...countOutcomes(planned),
    ignored_columns,
    rows: planned.flatMap((row) => toReportRow(row, ids)).slice(0, SHOWN_IMPORT_ROWS),
  };
}

function toReportRow(row: PlannedProduct, ids: ReadonlyMap<number, string>): ProductImportReport['rows'] {
  const { line, outcome } = row;
  if (outcome === 'refuse') return [];
  if (outcome === 'create') {
    const { name, external_id = null } = row.fields;
    return [{ line, outcome, product_id: ids.get(line) ?? null, name, external_id, note: 'is new' }];
  }
  const { id, name, external_id } = row.before;
  return [{ line, outcome, product_id: id, name, external_id, note: noteOf(row) }];
}

function noteOf(row: Extract<PlannedProduct, { before: Product }>): string {
  if (row.outcome === 'skip') return row.reason;
  const prices = row.prices.map(({ currency }) => `the price in ${currency}`);
  return `changes ${[...Object.keys(row.changes), ...prices].join(', ')}`;
}
