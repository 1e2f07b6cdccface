import { z } from 'zod';
import { Id } from '../../wire/index.ts';

/** The columns of a file of customers, in the order of the example; only a name and an e-mail address are needed. */
export const CUSTOMER_COLUMNS = [
  'external_id',
  'name',
  'email',
  'company',
  'address_line1',
  'address_line2',
  'postal_code',
  'city',
  'state',
  'country',
  'currency',
  'payment_terms',
  'tax_id',
  'tax_exempt',
  'tax_exempt_reason',
  'locale',
  'time_zone',
  'status',
] as const;
export type CustomerColumn = (typeof CUSTOMER_COLUMNS)[number];

/** More rows than this go into several files. */
export const MAX_CUSTOMER_ROWS = 20_000;
/** Of each kind as many are listed; the counts are of all. */
export const SHOWN_IMPORT_ROWS = 200;

export const EXISTING_CUSTOMERS = ['skip', 'update'] as const;

export const ImportCustomers = z.strictObject({
  file_name: z.string().trim().min(1).max(255).default('customers.csv').describe('What the file is called.'),
  existing: z
    .enum(EXISTING_CUSTOMERS)
    .default('skip')
    .describe('What happens with customers that are known by external_id or e-mail address.'),
  dry_run: z.stringbool().default(true).describe('true only says what would happen; false does it.'),
});
export type ImportCustomers = z.output<typeof ImportCustomers>;

export const ImportFault = z.object({
  line: z.number().int().describe('Line of the file; the header is line 1.'),
  column: z.string().nullable().describe('The column at fault; null when it is the row.'),
  value: z.string().nullable().describe('What stands there, cut after 200 characters.'),
  message: z.string(),
});
export type ImportFault = z.infer<typeof ImportFault>;

export const CustomerImportReport = z
  .object({
    file_name: z.string(),
    dry_run: z.boolean(),
    rows_total: z.number().int(),
    created: z.number().int(),
    updated: z.number().int(),
    skipped: z.number().int().describe('Known, and left as they are.'),
    refused: z.number().int(),
    ignored_columns: z.array(z.string()).describe('Columns of the file that are no fields of a customer.'),
    rows: z
      .array(
        z.object({
          line: z.number().int(),
          outcome: z.enum(['create', 'update', 'skip']),
          customer_id: Id.nullable().describe('null while a customer would be made.'),
          name: z.string(),
          email: z.string(),
          note: z.string().describe('Which fields change, or why it is left as it is.'),
        }),
      )
      .describe(`The first ${SHOWN_IMPORT_ROWS} rows that are taken or skipped.`),
    faults: z.array(ImportFault).describe(`The first ${SHOWN_IMPORT_ROWS} reasons why rows are not taken.`),
  })
  .meta({ id: 'CustomerImportReport' });
export type CustomerImportReport = z.infer<typeof CustomerImportReport>;
