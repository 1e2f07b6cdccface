import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { importCustomers } from '@revenue/api/customers/import/import-customers';
import { type CustomerImportReport, EXISTING_CUSTOMERS } from '@revenue/billing-core/customers';
import { type Answer, defineCommand, UsageError } from './command.ts';
import { contextOf } from './require-tenant.ts';

export const customersImport = defineCommand({
  name: 'customers:import',
  says: 'Take in a CSV of customers. Without --commit it only says what would happen.',
  details: [
    'The first line names the columns: name, email and any other field of a customer, such as country or payment_terms.',
    'A customer is known by external_id, else by e-mail address; known ones are left as they are unless --existing update.',
    'Exit code 1 when rows were refused; the good ones are in all the same.',
  ],
  argument: { name: 'FILE', says: 'The file, or - for the standard input.' },
  options: {
    tenant: { value: 'SLUG', required: true, says: 'Whose customers.' },
    existing: { value: EXISTING_CUSTOMERS.join('|'), says: 'What happens with known customers; skip unless given.' },
    commit: { says: 'Do it.' },
  },
  examples: [
    'customers:import customers.csv --tenant acme',
    'customers:import customers.csv --tenant acme --existing update --commit',
  ],
  run: async ({ argument: file, options, ask }) => {
    const existing = EXISTING_CUSTOMERS.find((known) => known === (options.existing ?? 'skip'));
    if (!existing) throw new UsageError(`--existing ${options.existing}: say ${EXISTING_CUSTOMERS.join(' or ')}.`);
    const content = file === '-' ? await buffer(ask.stdin) : await read(file);
    const file_name = file === '-' ? 'standard input' : basename(file);
    return ask.withServices(async (services) => {
      const ctx = await contextOf(services, options.tenant, 'customers:import');
      return sayReport(await importCustomers(ctx, { file_name, existing, dry_run: !options.commit, content }));
    });
  },
});

async function read(file: string): Promise<Uint8Array> {
  const found = await stat(file).catch(() => undefined);
  if (!found) throw new UsageError(`There is no file ${file}.`);
  if (!found.isFile()) throw new UsageError(`${file} is not a file.`);
  return readFile(file);
}

function sayReport(report: CustomerImportReport): Answer {
  const { file_name, dry_run, rows_total, created, updated, skipped, refused, ignored_columns, faults } = report;
  const would = dry_run ? 'would be ' : '';
  return {
    lines: [
      `${file_name}: ${rows_total} ${rows_total === 1 ? 'row' : 'rows'}; ${created} ${would}added, ${updated} ${would}changed, ${skipped} left as they are, ${refused} refused.`,
      ...(ignored_columns.length > 0 ? [`  no fields of a customer: ${ignored_columns.join(', ')}`] : []),
      ...faults.map(({ line, column, message }) => `  line ${line}: ${[column, message].filter(Boolean).join(' ')}`),
      ...(dry_run ? ['Nothing was written; --commit does it.'] : []),
    ],
    json: report,
    ok: refused === 0,
  };
}
