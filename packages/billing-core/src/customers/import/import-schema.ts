import { z } from 'zod';
import { columnMapping, csvImportFields, csvReportFields, Id, SHOWN_IMPORT_ROWS } from '../../wire/index.ts';

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

export const ImportCustomers = z.strictObject({
  ...csvImportFields('customers.csv', 'customers that are known by external_id or e-mail address'),
  ...columnMapping(CUSTOMER_COLUMNS),
});
export type ImportCustomers = z.output<typeof ImportCustomers>;

export const CustomerImportReport = z
  .object({
    ...csvReportFields('customer'),
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
  })
  .meta({ id: 'CustomerImportReport' });
export type CustomerImportReport = z.infer<typeof CustomerImportReport>;
