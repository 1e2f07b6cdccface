import { fromMinor } from '@revenue/billing-core/money';
import type { Cell } from './to-csv.ts';

type Row = Record<string, string | null>;

/** A column of an export: the SQL it is read with, and `minor` where it is an amount in minor units of `currency`. */
export interface ExportColumn {
  name: string;
  sql: string;
  minor?: boolean;
}

export const column = (name: string, sql: string): ExportColumn => ({ name, sql });
/** An amount, written with all the places of the row's currency. */
export const amount = (name: string, sql: string): ExportColumn => ({ name, sql: `(${sql})::text`, minor: true });

/** The columns as a statement selects them and as the file writes them: said once. */
export function exportColumns(columns: readonly ExportColumn[]) {
  return {
    header: columns.map(({ name }) => name),
    select: columns.map(({ name, sql }) => `${sql} AS "${name}"`).join(', '),
    cells: (row: Row): Cell[] => columns.map(({ name, minor }) => (minor ? toAmount(row, name) : (row[name] ?? null))),
  };
}

function toAmount(row: Row, name: string): string | null {
  const { [name]: minor, currency } = row;
  return minor && currency ? fromMinor(BigInt(minor), currency) : null;
}
