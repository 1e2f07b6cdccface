import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { OperationContext } from '@revenue/api/context';
import { EXISTING_RECORDS, type ImportFault } from '@revenue/billing-core/wire';
import { type Answer, defineCommand, UsageError } from './command.ts';
import { contextOf } from './require-tenant.ts';

type Report = {
  file_name: string;
  dry_run: boolean;
  rows_total: number;
  created: number;
  updated: number;
  skipped: number;
  refused: number;
  ignored_columns: string[];
  faults: ImportFault[];
};

interface File {
  file_name: string;
  existing: (typeof EXISTING_RECORDS)[number];
  dry_run: boolean;
  content: Uint8Array;
}

/** A command that takes a CSV of records in: looked at first, written with --commit. */
export function csvImportCommand(
  noun: 'customers' | 'products',
  details: string[],
  run: (ctx: OperationContext, file: File) => Promise<Report>,
) {
  const name = `${noun}:import`;
  return defineCommand({
    name,
    says: `Take in a CSV of ${noun}. Without --commit it only says what would happen.`,
    details: [...details, 'Exit code 1 when rows were refused; the good ones are in all the same.'],
    argument: { name: 'FILE', says: 'The file, or - for the standard input.' },
    options: {
      tenant: { value: 'SLUG', required: true, says: `Whose ${noun}.` },
      existing: { value: EXISTING_RECORDS.join('|'), says: `What happens with known ${noun}; skip unless given.` },
      commit: { says: 'Do it.' },
    },
    examples: [`${name} ${noun}.csv --tenant acme`, `${name} ${noun}.csv --tenant acme --existing update --commit`],
    run: async ({ argument: file, options, ask }) => {
      const existing = EXISTING_RECORDS.find((known) => known === (options.existing ?? 'skip'));
      if (!existing) throw new UsageError(`--existing ${options.existing}: say ${EXISTING_RECORDS.join(' or ')}.`);
      const content = file === '-' ? await buffer(ask.stdin) : await read(file);
      const file_name = file === '-' ? 'standard input' : basename(file);
      return ask.withServices(async (services) => {
        const ctx = await contextOf(services, options.tenant, name);
        return sayReport(noun, await run(ctx, { file_name, existing, dry_run: !options.commit, content }));
      });
    },
  });
}

async function read(file: string): Promise<Uint8Array> {
  const found = await stat(file).catch(() => undefined);
  if (!found) throw new UsageError(`There is no file ${file}.`);
  if (!found.isFile()) throw new UsageError(`${file} is not a file.`);
  return readFile(file);
}

function sayReport(noun: string, report: Report): Answer {
  const { file_name, dry_run, rows_total, created, updated, skipped, refused, ignored_columns, faults } = report;
  const would = dry_run ? 'would be ' : '';
  return {
    lines: [
      `${file_name}: ${rows_total} ${rows_total === 1 ? 'row' : 'rows'}; ${created} ${would}added, ${updated} ${would}changed, ${skipped} left as they are, ${refused} refused.`,
      ...(ignored_columns.length > 0 ? [`  no fields of ${noun}: ${ignored_columns.join(', ')}`] : []),
      ...faults.map(({ line, column, message }) => `  line ${line}: ${[column, message].filter(Boolean).join(' ')}`),
      ...(dry_run ? ['Nothing was written; --commit does it.'] : []),
    ],
    json: report,
    ok: refused === 0,
  };
}
