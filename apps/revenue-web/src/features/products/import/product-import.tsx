import {
  PRODUCT_COLUMNS,
  type ProductColumn,
  type ProductImportReport,
  productColumnOf,
} from '@revenue/billing-core/catalog';
import { trpc } from '../../../api/trpc.ts';
import { CsvImportPage } from '../../csv-import/csv-import-page.tsx';
import { exampleFile } from '../../csv-import/example-file.ts';
import type { TakenRow } from '../../csv-import/import-report.tsx';

const EXAMPLE: Partial<Record<ProductColumn, string>> = {
  external_id: 'SEAT-PRO',
  name: 'Workspace seat',
  description: 'One person, all features',
  type: 'recurring',
  price: '29.00',
  currency: 'USD',
  interval: 'month',
  interval_count: '1',
  unit: 'seat',
  active: 'yes',
  metadata: '{"family":"workspace"}',
};

const needs = (
  <>
    A new product needs <code className="text-ink">name</code> and <code className="text-ink">type</code>: one_time,
    recurring or metered. A product is known by <code>external_id</code>, else by <code>name</code>. A row has the price
    of one currency; an empty cell leaves a known product as it is.
  </>
);

const takenRows = ({ rows }: ProductImportReport): TakenRow[] =>
  rows.map(({ product_id, external_id, ...row }) => ({
    ...row,
    detail: external_id,
    link: product_id === null ? null : { to: '/products/$productId', params: { productId: product_id } },
  }));

export function ProductImport() {
  const cache = trpc.useUtils();
  return (
    <CsvImportPage<ProductImportReport>
      noun="product"
      path="/api/products/imports"
      list={{ to: '/products' }}
      columns={PRODUCT_COLUMNS}
      fieldOf={productColumnOf}
      needs={needs}
      example={() => exampleFile(PRODUCT_COLUMNS, EXAMPLE)}
      takenRows={takenRows}
      onTaken={() => cache.products.invalidate()}
    />
  );
}
