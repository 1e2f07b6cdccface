import { basename } from 'node:path';
import { importInvoices } from '@revenue/api/invoice-imports/import-invoices';
import { IMPORT_FIELDS, type InvoiceImportReport, NewInvoiceImport } from '@revenue/billing-core/invoice-imports';
import { alignColumns } from './align-columns.ts';
import { type Answer, defineCommand, UsageError } from './command.ts';
import { openFile } from './open-file.ts';
import { contextOf } from './require-tenant.ts';

const FORMATS = ['columns', 'online-retail'];

export const invoicesImport = defineCommand({
  name: 'invoices:import',
  says: 'Take in a CSV of past invoices, paid, with the customers and products that they name.',
  details: [
    `Columns are called ${IMPORT_FIELDS.join(', ')} unless --columns says otherwise.`,
    'A document is taken whole or not at all; importing a file again adds nothing.',
    'Exit code 1 when rows were refused; the good documents are in all the same.',
  ],
  argument: { name: 'FILE', says: 'The file, or - for the standard input.' },
  options: {
    tenant: { value: 'SLUG', required: true, says: 'Whose invoices.' },
    format: { value: FORMATS.join('|'), says: 'online-retail: as UCI publishes it; columns unless given.' },
    columns: { value: 'FIELD=NAME,...', says: 'Which column holds what: number=No,date=Day,...' },
    currency: { value: 'CODE', says: "Of all rows, where no column says it; the tenant's unless given." },
    'credit-prefix': { value: 'TEXT', says: 'Numbers that begin with it are credit notes.' },
    'walk-in': { says: 'Rows without a customer go to a walk-in customer of their country.' },
  },
  examples: [
    'invoices:import online-retail.csv --tenant shop --format online-retail',
    'invoices:import old.csv --tenant acme --columns number=No,date=Day,quantity=Qty,unit_price=Price --currency EUR',
  ],
  run: async ({ argument: file, options, ask }) => {
    const input = inputOf(file, options);
    const content = file === '-' ? ask.stdin : await openFile(file);
    return ask.withServices(async (services) => {
      const ctx = await contextOf(services, options.tenant, 'invoices:import');
      return sayReport(await importInvoices(ctx, input, content));
    });
  },
});

type Options = {
  format: string | undefined;
  columns: string | undefined;
  currency: string | undefined;
  credit_prefix: string | undefined;
  walk_in: boolean;
};

function inputOf(file: string, { format, columns, currency, credit_prefix, walk_in }: Options): NewInvoiceImport {
  if (format !== undefined && !FORMATS.includes(format))
    throw new UsageError(`--format ${format}: say ${FORMATS.join(' or ')}.`);
  return NewInvoiceImport.parse({
    file_name: file === '-' ? 'standard input' : basename(file),
    ...(format === undefined ? {} : { format }),
    ...readColumns(columns),
    ...(currency === undefined ? {} : { currency_code: currency }),
    ...(credit_prefix === undefined ? {} : { credit_prefix }),
    walk_in,
  });
}

function readColumns(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [field = '', name = ''] = pair.split('=', 2).map((part) => part.trim());
      if (IMPORT_FIELDS.some((known) => known === field) && name !== '') return [field, name];
      throw new UsageError(`--columns ${pair}: say FIELD=NAME with one of ${IMPORT_FIELDS.join(', ')}.`);
    }),
  );
}

function sayReport(report: InvoiceImportReport): Answer {
  const { file_name, rows_total, rows_accepted, rows_known, rows_refused, refused, sums } = report;
  return {
    lines: [
      `${file_name}: ${rows_total} rows, ${rows_accepted} taken, ${rows_known} known already, ${rows_refused} refused.`,
      `Made ${report.invoices} invoices, ${report.credit_notes} credit notes, ${report.customers} customers, ${report.products} products.`,
      ...refused.map(
        ({ rows, documents, says, first_line }) =>
          `  ${rows} rows of ${documents} documents, the first in line ${first_line}: ${says}`,
      ),
      ...alignColumns(
        sums.map((sum) => [sum.country || '-', sum.currency, sum.invoiced.toFixed(2), (-sum.credited).toFixed(2)]),
      ),
    ],
    json: report,
    ok: rows_refused === 0,
  };
}
