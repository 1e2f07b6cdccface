import { z } from 'zod';
import { CurrencyCode } from '../money/currencies.ts';

/** What a row of a file of past invoices may say. The first five it must. */
export const IMPORT_FIELDS = [
  'number',
  'date',
  'quantity',
  'unit_price',
  'customer',
  'customer_name',
  'product',
  'description',
  'currency',
  'country',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

export const NEEDED_IMPORT_FIELDS = ['number', 'date', 'quantity', 'unit_price'] as const satisfies ImportField[];

const columnName = z.string().trim().max(200);

export const ImportSettings = z.strictObject({
  columns: z
    .partialRecord(z.enum(IMPORT_FIELDS), columnName)
    .describe('Which column of the file says what; names as in its header.'),
  currency: CurrencyCode.nullable().describe('Of all rows, where no column says it.'),
  walk_in: z
    .boolean()
    .describe('Rows without a customer go to a walk-in customer of their country; otherwise they are refused.'),
  credit_prefix: z
    .string()
    .max(10)
    .describe('Numbers that begin with it are credit notes, and their quantities negative; empty: there are none.'),
});
export type ImportSettings = z.infer<typeof ImportSettings>;

/** The file as UCI publishes it: one line an item, cancellations under numbers that begin with C. */
export const ONLINE_RETAIL: ImportSettings = {
  columns: {
    number: 'InvoiceNo',
    date: 'InvoiceDate',
    quantity: 'Quantity',
    unit_price: 'UnitPrice',
    customer: 'CustomerID',
    product: 'StockCode',
    description: 'Description',
    country: 'Country',
  },
  currency: 'GBP',
  walk_in: true,
  credit_prefix: 'C',
};

export const IMPORT_PRESETS = { 'online-retail': ONLINE_RETAIL } as const satisfies Record<string, ImportSettings>;

/** The fields under their own names. */
export const OWN_COLUMNS: ImportSettings['columns'] = Object.fromEntries(IMPORT_FIELDS.map((field) => [field, field]));

/**
 * The columns of a header that mean a field by their name: those of the general format and of the presets, whatever their
 * case, spaces and underscores.
 * @example guessColumns(['InvoiceNo', 'Unit Price', 'Colour']) // { number: 'InvoiceNo', unit_price: 'Unit Price' }
 */
export function guessColumns(header: readonly string[]): ImportSettings['columns'] {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const names = [OWN_COLUMNS, ...Object.values(IMPORT_PRESETS).map(({ columns }) => columns)];
  const found = IMPORT_FIELDS.flatMap((field) => {
    const meant = new Set(names.flatMap((columns) => columns[field] ?? []).map(plain));
    const column = header.find((name) => meant.has(plain(name)));
    return column === undefined ? [] : [[field, column] as const];
  });
  return Object.fromEntries(found);
}
