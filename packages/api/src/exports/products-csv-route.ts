import { ExportProducts } from '@revenue/billing-core/catalog';
import { productConditions } from '../catalog/product-conditions.ts';
import { addIds, orderOf } from '../sql-conditions.ts';
import { csvExport } from './csv-export.ts';
import { column, exportColumns } from './export-columns.ts';
import { decimalText, instantText } from './sql-format.ts';

const columns = exportColumns([
  column('name', 'p.name'),
  column('description', 'p.description'),
  column('type', 'p.type'),
  column('unit', 'p.unit'),
  column('active', 'p.active::text'),
  column('currency', 'r.currency'),
  column('price', decimalText('r.unit_amount')),
  column('interval', 'r.interval'),
  column('interval_count', 'r.interval_count::text'),
  column('created_at', instantText('p.created_at')),
  column('metadata', 'p.metadata::text'),
  column('external_id', 'p.external_id'),
  column('id', 'p.id'),
]);

/** GET /products.csv: the products of the list, one row for each currency that a product has a price in. */
export const productsCsvRoute = csvExport({
  path: '/products.csv',
  tag: 'catalog',
  summary: 'Download products with their current prices as CSV',
  query: ExportProducts,
  name: 'products',
  columns,
  statement: ({ tenant_id }, input) => {
    const conditions = productConditions(tenant_id, input);
    addIds(conditions, 'p', input.ids);
    const { values, text } = conditions;
    const prices = 'LEFT JOIN prices r ON r.tenant_id = $1 AND r.product_id = p.id AND r.valid_to IS NULL';
    const order = `${orderOf('p', input.sort)}, r.currency`;
    return {
      values,
      statement: `SELECT ${columns.select} FROM products p ${prices} WHERE ${text()} ORDER BY ${order}`,
    };
  },
});
