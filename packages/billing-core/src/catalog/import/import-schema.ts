import { z } from 'zod';
import {
  columnMapping,
  csvImportFields,
  csvReportFields,
  fieldOfHeading,
  Id,
  SHOWN_IMPORT_ROWS,
} from '../../wire/index.ts';

/** The columns of a file of products, in the order of the example; a new product needs a name and a type. */
export const PRODUCT_COLUMNS = [
  'external_id',
  'name',
  'description',
  'type',
  'price',
  'currency',
  'interval',
  'interval_count',
  'unit',
  'active',
  'metadata',
] as const;
export type ProductColumn = (typeof PRODUCT_COLUMNS)[number];

/** What other programs call them. */
const OTHER_NAMES: Readonly<Record<string, ProductColumn>> = {
  product_id: 'external_id',
  your_id: 'external_id',
  sku: 'external_id',
  product: 'name',
  product_name: 'name',
  title: 'name',
  product_type: 'type',
  kind: 'type',
  amount: 'price',
  unit_amount: 'price',
  unit_price: 'price',
  list_price: 'price',
  currency_code: 'currency',
  billing_interval: 'interval',
  billing_period: 'interval',
  unit_name: 'unit',
  enabled: 'active',
};

/**
 * The field that a column of a file of products holds, by its heading; null for one that no product has.
 * @example productColumnOf('Unit price') // 'price'
 * @example productColumnOf('Shelf') // null
 */
export function productColumnOf(heading: string): ProductColumn | null {
  return fieldOfHeading(heading, PRODUCT_COLUMNS, OTHER_NAMES);
}

export const ImportProducts = z.strictObject({
  ...csvImportFields('products.csv', 'products that are known by external_id, else by name'),
  ...columnMapping(PRODUCT_COLUMNS),
});
export type ImportProducts = z.output<typeof ImportProducts>;

export const ProductImportReport = z
  .object({
    ...csvReportFields('product'),
    rows: z
      .array(
        z.object({
          line: z.number().int(),
          outcome: z.enum(['create', 'update', 'skip']),
          product_id: Id.nullable().describe('null while a product would be made.'),
          name: z.string(),
          external_id: z.string().nullable(),
          note: z.string().describe('Which fields change, or why it is left as it is.'),
        }),
      )
      .describe(`The first ${SHOWN_IMPORT_ROWS} rows that are taken or skipped.`),
  })
  .meta({ id: 'ProductImportReport' });
export type ProductImportReport = z.infer<typeof ProductImportReport>;
