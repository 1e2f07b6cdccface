import { z } from 'zod';

/** More rows than this go into several files. */
export const MAX_IMPORT_ROWS = 20_000;
/** Of each kind as many are listed; the counts are of all. */
export const SHOWN_IMPORT_ROWS = 200;

export const EXISTING_RECORDS = ['skip', 'update'] as const;

/** What every import of records from a CSV asks for. */
export const csvImportFields = (file_name: string, known: string) => ({
  file_name: z.string().trim().min(1).max(255).default(file_name).describe('What the file is called.'),
  existing: z.enum(EXISTING_RECORDS).default('skip').describe(`What happens with ${known}.`),
  dry_run: z.stringbool().default(true).describe('true only says what would happen; false does it.'),
});

/** Which column of a file holds which field, where its heading does not say so. */
export function columnMapping<Column extends string>(columns: readonly Column[]) {
  const heading = (column: Column) =>
    z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe(`The column that holds ${column}, where it is called otherwise.`);
  return Object.fromEntries(columns.map((column) => [column, heading(column)])) as Record<
    Column,
    ReturnType<typeof heading>
  >;
}

export const ImportFault = z.object({
  line: z.number().int().describe('Line of the file; the header is line 1.'),
  column: z.string().nullable().describe('The column at fault; null when it is the row.'),
  value: z.string().nullable().describe('What stands there, cut after 200 characters.'),
  message: z.string(),
});
export type ImportFault = z.infer<typeof ImportFault>;

/** What every report of such an import says, beside its `rows`. */
export const csvReportFields = (noun: string) => ({
  file_name: z.string(),
  dry_run: z.boolean(),
  rows_total: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  skipped: z.number().int().describe('Known, and left as they are.'),
  refused: z.number().int(),
  ignored_columns: z.array(z.string()).describe(`Columns of the file that are no fields of a ${noun}.`),
  faults: z.array(ImportFault).describe(`The first ${SHOWN_IMPORT_ROWS} reasons why rows are not taken.`),
});

/** A row as it stands in the file: cells that are not empty, under the names of the fields; or why it cannot be read. */
export type ImportRow<Column extends string> = {
  line: number;
  cells: Partial<Record<Column, string>>;
  fault?: string;
};

export type RowFault = { path: string; message: string };
export type RefusedRow = { outcome: 'refuse'; line: number; faults: ImportFault[] };

/**
 * A row that is not taken, with what stands where it is at fault.
 * @example refuseRow({ line: 3, cells: { price: 'x' } }, [{ path: 'price', message: 'is no number' }]).faults
 * // [{ line: 3, column: 'price', value: 'x', message: 'is no number' }]
 */
export function refuseRow<Column extends string>(
  { line, cells }: ImportRow<Column>,
  faults: readonly RowFault[],
): RefusedRow {
  return {
    outcome: 'refuse',
    line,
    faults: faults.map(({ path, message }) => {
      const value = cells[path as Column];
      return { line, column: path || null, value: value?.slice(0, 200) ?? null, message };
    }),
  };
}

/** The faults that a schema finds, by the names of the fields. */
export function schemaFaults(error: z.ZodError): RowFault[] {
  return error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
}

/**
 * The field that a column of a file holds, by its heading; null for one that no record has.
 * @example fieldOfHeading(' E-Mail ', ['email'], { e_mail: 'email' }) // 'email'
 * @example fieldOfHeading('Favourite colour', ['email'], {}) // null
 */
export function fieldOfHeading<Column extends string>(
  heading: string,
  columns: readonly Column[],
  otherNames: Readonly<Record<string, Column>>,
): Column | null {
  const word = heading
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return columns.find((column) => column === word) ?? otherNames[word] ?? null;
}

/**
 * What people write for yes and no; other words stay as they are and are refused by the schema.
 * @example readYesNo('Yes') // true
 */
export function readYesNo(cell: string): boolean | string {
  const word = cell.toLowerCase();
  if (['true', 'yes', 'y', '1'].includes(word)) return true;
  return ['false', 'no', 'n', '0'].includes(word) ? false : cell;
}
