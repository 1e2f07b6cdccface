import { basename, extname } from 'node:path';
import { importUsage } from '@revenue/api/usage/import-usage';
import type { UsageImportReport } from '@revenue/billing-core/usage';
import { type Answer, defineCommand, UsageError } from './command.ts';
import { openFile } from './open-file.ts';
import { contextOf } from './require-tenant.ts';

const FORMATS = ['csv', 'ndjson'] as const;
type Format = (typeof FORMATS)[number];

export const usageImport = defineCommand({
  name: 'usage:import',
  says: 'Take in a file of usage records. Good rows go in, wrong ones are listed with line and reason.',
  details: [
    'A record counts once, by its id: importing a file again adds nothing.',
    'Exit code 1 when rows were refused; the good ones are in all the same.',
  ],
  argument: { name: 'FILE', says: 'The file, or - for the standard input.' },
  options: {
    tenant: { value: 'SLUG', required: true, says: 'Whose usage.' },
    format: { value: FORMATS.join('|'), says: 'By the ending of the file unless given.' },
  },
  examples: ['usage:import usage.csv --tenant acme', 'usage:import - --tenant acme --format ndjson < usage.ndjson'],
  run: async ({ argument: file, options, ask }) => {
    const format = formatOf(file, options.format);
    const content = file === '-' ? ask.stdin : await openFile(file);
    const file_name = file === '-' ? 'standard input' : basename(file);
    return ask.withServices(async (services) => {
      const ctx = await contextOf(services, options.tenant, 'usage:import');
      return sayReport(await importUsage(ctx, { file_name, format, content }));
    });
  },
});

function formatOf(file: string, given: string | undefined): Format {
  const word = given ?? endings[extname(file).toLowerCase()];
  const format = FORMATS.find((known) => known === word);
  if (format) return format;
  if (given !== undefined) throw new UsageError(`--format ${given}: say ${FORMATS.join(' or ')}.`);
  throw new UsageError(`The name ${file} does not tell the format; give --format ${FORMATS.join(' or ')}.`);
}

const endings: Record<string, Format> = { '.csv': 'csv', '.ndjson': 'ndjson', '.jsonl': 'ndjson' };

function sayReport(report: UsageImportReport): Answer {
  const { file_name, rows_total, rows_accepted, rows_duplicate, rows_rejected, rejections } = report;
  const left = rows_rejected - rejections.length;
  return {
    lines: [
      `${file_name}: ${rows_total} ${rows_total === 1 ? 'row' : 'rows'}, ${rows_accepted} taken, ${rows_duplicate} known already, ${rows_rejected} refused.`,
      ...rejections.map(
        ({ line_number, path, message }) => `  line ${line_number}: ${[path, message].filter(Boolean).join(' ')}`,
      ),
      ...(left > 0 ? [`  and ${left} more, on the page of the import.`] : []),
    ],
    json: report,
    ok: rows_rejected === 0,
  };
}
