import { z } from 'zod';
import { CurrencyCode } from '../money/currencies.ts';
import { WireAmount } from '../money/wire.ts';
import { Id, Instant, pageFields, pageOf } from '../wire/index.ts';
import { IMPORT_PRESETS, ImportSettings, OWN_COLUMNS } from './import-settings.ts';

const column = (says: string, needed: boolean) =>
  z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe(`Name of the column with ${says}${needed ? '' : '; leave out where there is none'}.`);

/** How a file is read, as the query of an upload says it. */
export const NewInvoiceImport = z.strictObject({
  file_name: z.string().trim().min(1).max(255).default('invoices.csv').describe('What the file is called.'),
  format: z
    .enum(['columns', 'online-retail'])
    .default('columns')
    .describe('columns: as the other parameters say. online-retail: as UCI publishes Online Retail.'),
  number: column('the document number', true),
  date: column('the date of issue', true),
  quantity: column('the quantity', true),
  unit_price: column('the price of one', true),
  customer: column('your own id of the customer', false),
  customer_name: column('the name of the customer', false),
  product: column('your own id of the product', false),
  description: column('the description', false),
  currency: column('the currency', false),
  country: column('the country of the customer', false),
  currency_code: CurrencyCode.optional().describe("Of all rows, where no column says it; the tenant's unless given."),
  walk_in: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')])
    .default(false)
    .describe('Rows without a customer go to a walk-in customer of their country instead of being refused.'),
  credit_prefix: z
    .string()
    .trim()
    .max(10)
    .default('')
    .describe('Numbers that begin with it are credit notes, with negative quantities.'),
});
export type NewInvoiceImport = z.output<typeof NewInvoiceImport>;

/** The settings that an upload asks for. Without any column named, each field has a column of its own name. */
export function importSettingsOf(input: NewInvoiceImport, currency: string): ImportSettings {
  const { file_name: _, format, currency_code, walk_in, credit_prefix, ...named } = input;
  if (format !== 'columns') return IMPORT_PRESETS[format];
  const given = Object.entries(named).filter(([, name]) => name !== undefined && name !== '');
  const columns = given.length === 0 ? OWN_COLUMNS : Object.fromEntries(given);
  return ImportSettings.parse({ columns, currency: currency_code ?? currency, walk_in, credit_prefix });
}

const count = z.number().int();

export const InvoiceImport = z
  .object({
    id: Id,
    file_name: z.string(),
    settings: ImportSettings,
    rows_total: count,
    rows_accepted: count.describe('Rows that are lines of a document now.'),
    rows_known: count.describe('Rows of documents that were imported before, with the same content.'),
    rows_refused: count.describe('Rows that were not taken; each is kept with its reason.'),
    invoices: count.describe('Invoices that are new; all of them paid.'),
    credit_notes: count,
    customers: count.describe('Customers that were made for them.'),
    products: count,
    created_by: z.string(),
    created_at: Instant,
  })
  .meta({ id: 'InvoiceImport' });
export type InvoiceImport = z.infer<typeof InvoiceImport>;

export const InvoiceImportReport = InvoiceImport.extend({
  refused: z
    .array(
      z.object({
        reason: z.string(),
        says: z.string().describe('What is wrong, and what helps.'),
        rows: count,
        documents: count,
        first_line: count.describe('The first row of the file with this reason; the header is line 1.'),
      }),
    )
    .describe('By reason, the most frequent first.'),
  sums: z
    .array(
      z.object({
        country: z.string().describe('Of the buyer, as on the documents; "" where the file says none.'),
        currency: z.string(),
        invoices: count,
        invoiced: WireAmount,
        credit_notes: count,
        credited: WireAmount,
      }),
    )
    .describe('What the documents of this file come to, by country.'),
}).meta({ id: 'InvoiceImportReport' });
export type InvoiceImportReport = z.infer<typeof InvoiceImportReport>;

export const ListInvoiceImports = z.strictObject({ ...pageFields });
export type ListInvoiceImports = z.output<typeof ListInvoiceImports>;
export const InvoiceImportPage = pageOf(InvoiceImport);
export type InvoiceImportPage = z.infer<typeof InvoiceImportPage>;

export const RefusedImportRow = z.object({
  line_number: count.describe('Line of the file; the header is line 1.'),
  document_number: z.string().nullable(),
  reason: z.string(),
  message: z.string(),
  raw: z.string().describe('The row as it stands in the file, cut after 2,000 characters.'),
});
export type RefusedImportRow = z.infer<typeof RefusedImportRow>;

export const ListRefusedImportRows = z.strictObject({
  id: Id.describe('The import.'),
  reason: z.string().max(50).optional(),
  ...pageFields,
});
export type ListRefusedImportRows = z.output<typeof ListRefusedImportRows>;
export const RefusedImportRowPage = pageOf(RefusedImportRow);
export type RefusedImportRowPage = z.infer<typeof RefusedImportRowPage>;
