import { isBillingError } from '../../errors/index.ts';
import { Decimal } from '../../money/index.ts';
import {
  type ImportRow,
  type RefusedRow,
  type RowFault,
  readYesNo,
  refuseRow,
  schemaFaults,
} from '../../wire/index.ts';
import { changedPrices, type PlannedPrice, planPrices } from '../plan-prices.ts';
import { CreateProduct, type Product, ProductChanges } from '../schema.ts';
import type { ImportProducts, ProductColumn } from './import-schema.ts';

export type ProductImportRow = ImportRow<ProductColumn>;

type NewFields = Omit<CreateProduct, 'prices' | 'price' | 'currency' | 'interval' | 'interval_count'>;
type ChangedFields = Partial<Pick<Product, 'external_id' | 'name' | 'description' | 'unit' | 'active' | 'metadata'>>;

export type PlannedProduct =
  | { outcome: 'create'; line: number; fields: NewFields; prices: PlannedPrice[] }
  | { outcome: 'update'; line: number; before: Product; changes: ChangedFields; prices: PlannedPrice[] }
  | { outcome: 'skip'; line: number; before: Product; reason: string }
  | RefusedRow;

export type ProductImportTerms = {
  /** Every product, with its current prices, that has an external_id or a name of the file. */
  known: readonly Product[];
  /** The external_ids of the file that deleted products have. */
  deleted: ReadonlySet<string>;
  existing: ImportProducts['existing'];
  /** Of prices that name no currency: the tenant's. */
  currency: string;
};

/**
 * What becomes of each row. A product is known by external_id, else by its name. Cells that are empty say nothing: a known
 * product keeps what it has. A price is that of one currency, and the ones in others stay. Pure: the dry run and the import
 * plan alike.
 *
 * @example
 * const rows = [{ line: 2, cells: { name: 'Seat', type: 'recurring', price: '9.50' } }];
 * planProductImport(rows, { known: [], deleted: new Set(), existing: 'skip', currency: 'EUR' })[0].prices
 * // [{ currency: 'EUR', unit_amount: '9.5', interval: 'month', interval_count: 1 }]
 */
export function planProductImport(rows: readonly ProductImportRow[], terms: ProductImportTerms): PlannedProduct[] {
  const byId = new Map(terms.known.flatMap((product) => (product.external_id ? [[product.external_id, product]] : [])));
  const byName = Map.groupBy(terms.known, ({ name }) => name);
  const seen = new Map<string, number>();
  return rows.map((row) => {
    if (row.fault !== undefined) return refuseRow(row, [{ path: '', message: row.fault }]);
    const { external_id, name } = row.cells;
    if (external_id !== undefined && terms.deleted.has(external_id)) {
      return refuseRow(row, [{ path: 'external_id', message: 'is that of a deleted product; give this one another' }]);
    }
    const named = external_id === undefined ? (byName.get(name ?? '') ?? []) : [];
    if (named.length > 1) {
      return refuseRow(row, [
        { path: 'name', message: `is that of ${named.length} products; say which by external_id` },
      ]);
    }
    const before = external_id === undefined ? named[0] : byId.get(external_id);
    const planned = before ? planKnown(row, before, terms) : planNew(row, terms.currency);
    if (planned.outcome === 'refuse') return planned;
    const twice = seenBefore(row, before, seen);
    return twice ? refuseRow(row, [twice]) : planned;
  });
}

function planNew(row: ProductImportRow, tenant_currency: string): PlannedProduct {
  const { cells, faults } = typed(row.cells);
  const parsed = CreateProduct.safeParse(cells);
  if (!parsed.success) return refuseRow(row, [...schemaFaults(parsed.error), ...faults]);
  if (faults.length > 0) return refuseRow(row, faults);
  const { prices: _, price, currency, interval, interval_count, ...fields } = parsed.data;
  return withPrices(row, () => {
    const prices = planPrices(fields.type, { price, currency, interval, interval_count }, [], tenant_currency);
    return { outcome: 'create', line: row.line, fields, prices };
  });
}

function planKnown(row: ProductImportRow, before: Product, { existing, currency }: ProductImportTerms): PlannedProduct {
  const { line } = row;
  if (existing === 'skip') return { outcome: 'skip', line, before, reason: 'is known already' };
  const { cells, faults } = typed(row.cells);
  const { type, ...changeable } = cells;
  if (type !== undefined && type !== before.type) {
    faults.push({
      path: 'type',
      message: `differs from ${before.type}, which a product stays; import it under another external_id`,
    });
  }
  const parsed = ProductChanges.safeParse(changeable);
  if (!parsed.success) return refuseRow(row, [...schemaFaults(parsed.error), ...faults]);
  if (faults.length > 0) return refuseRow(row, faults);
  const { prices: _, price, currency: of, interval, interval_count, ...rest } = parsed.data;
  return withPrices(row, () => {
    const current = before.prices.map(asDecimal);
    const asked = planPrices(
      before.type,
      { price, currency: of, interval, interval_count },
      current,
      before.currency ?? currency,
    );
    const prices = changedPrices(asked, current);
    const changes = changedFields(before, rest);
    if (prices.length === 0 && Object.keys(changes).length === 0) {
      return { outcome: 'skip', line, before, reason: 'is as the file says already' };
    }
    return { outcome: 'update', line, before, changes, prices };
  });
}

/** What prices may not be is said where they are planned; here it is a fault of the row. */
function withPrices(row: ProductImportRow, plan: () => PlannedProduct): PlannedProduct {
  try {
    return plan();
  } catch (error) {
    if (!isBillingError(error)) throw error;
    return refuseRow(row, (error.details.errors as RowFault[] | undefined) ?? [{ path: '', message: error.message }]);
  }
}

const asDecimal = (price: Product['prices'][number]) => {
  const { currency, interval, interval_count, unit_amount } = price;
  return { currency, interval, interval_count, unit_amount: new Decimal(unit_amount).toFixed() };
};

function changedFields(before: Product, fields: object): ChangedFields {
  const known = before as unknown as Record<string, unknown>;
  const changed = Object.entries(fields).filter(
    ([name, value]) => value !== undefined && JSON.stringify(known[name]) !== JSON.stringify(value),
  );
  return Object.fromEntries(changed) as ChangedFields;
}

/** The cells as the schema takes them: numbers, yes and no, and metadata as the JSON that stands there. */
function typed({ active, interval_count, metadata, ...cells }: ProductImportRow['cells']) {
  const faults: RowFault[] = [];
  const read: Record<string, unknown> = { ...cells };
  if (active !== undefined) read.active = readYesNo(active);
  if (interval_count !== undefined)
    read.interval_count = /^\d+$/.test(interval_count) ? Number(interval_count) : interval_count;
  if (metadata !== undefined) {
    try {
      read.metadata = JSON.parse(metadata);
    } catch {
      faults.push({ path: 'metadata', message: 'is not JSON; write it like {"shelf":"B4"}' });
    }
  }
  return { cells: read, faults };
}

/** The second row that means one product is not taken: which of the two holds, nobody knows. */
function seenBefore(
  { line, cells }: ProductImportRow,
  known: Product | undefined,
  seen: Map<string, number>,
): RowFault | null {
  const path = cells.external_id === undefined ? 'name' : 'external_id';
  const keys = [`${path} ${cells[path]}`, ...(known ? [`known ${known.id}`] : [])];
  const first = keys.map((key) => seen.get(key)).find((at) => at !== undefined);
  if (first !== undefined) {
    return {
      path,
      message: `is that of line ${first} already; leave one of the two, or put a price in another currency into a second file`,
    };
  }
  for (const key of keys) seen.set(key, line);
  return null;
}
