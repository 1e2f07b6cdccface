import { ImportProducts, ProductImportReport } from '@revenue/billing-core/catalog';
import { csvImportRoute } from '../../rest/csv-import-route.ts';
import { importProducts } from './import-products.ts';

export const importProductsRoute = csvImportRoute({
  noun: 'products',
  role: 'finance',
  columns: 'name, type and any other field of a product; the parameters of these names say so where it does not',
  options: ImportProducts,
  report: ProductImportReport,
  run: importProducts,
});
