/** What needs no quotes in the text of an array: ids, numbers, days, booleans and words of our own, never of people. */
export type BareValue = string | number | bigint | boolean | null;

/**
 * The text of an array for `unnest($1::uuid[])` and the like. The driver quotes each element and looks for what it has to
 * escape, which for ids, numbers and days is most of what a large statement costs here.
 */
export function bareArray(values: readonly BareValue[]): string {
  const text = values.map((value) => value ?? 'NULL').join(',');
  if (NEEDS_QUOTES.test(text) || (text === '' && values.length > 0)) {
    throw new Error('a value of an array needs quotes; hand the array to the driver as it is');
  }
  return `{${text}}`;
}

// Whatever else a value may hold, a comma would make two of it, and two have no place beside the other columns.
const NEEDS_QUOTES = /["\\{}\s]|,,|^,|,$/;

/** The same for words of people: each in quotes, and what would end these escaped. */
export function quotedArray(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : quoted(value))).join(',')}}`;
}

function quoted(value: string): string {
  return IS_ESCAPED.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
}

const IS_ESCAPED = /["\\]/;

/**
 * Documents for `json_array_elements($1::json)` in ROWS FROM beside `unnest`. They are quoted once, as JSON, and not
 * once more as elements of an array. What is undefined or null comes out as JSON's null.
 */
export function jsonRows(documents: readonly (string | null | undefined)[]): string {
  return `[${documents.map((document) => document ?? 'null').join(',')}]`;
}

export interface BulkColumn {
  name: string;
  type: 'uuid' | 'text' | 'int' | 'bigint' | 'numeric' | 'date' | 'boolean' | 'jsonb' | 'json';
  values: readonly BareValue[];
  /** The values are of people, or JSON. */
  quoted?: boolean;
}

/** Names one column after the other of some rows: each the field of that name, or what `of` makes of a row. */
export function columnsOf<Row>(rows: readonly Row[]) {
  return (
    name: keyof Row & string,
    type: BulkColumn['type'],
    { quoted: isQuoted = false, of }: { quoted?: boolean; of?: (row: Row) => BareValue } = {},
  ): BulkColumn => {
    const toValue = of ?? ((row: Row) => (row[name] ?? null) as BareValue);
    return { name, type, quoted: isQuoted, values: rows.map(toValue) };
  };
}

/** Parts of a statement that reads rows from its parameters. */
export interface BulkRows {
  /** The names of the columns, and what stands for each of them in the select list, in the same order. */
  names: string;
  select: string;
  from: string;
  /** What stands for one column in the select list. */
  of: (name: string) => string;
  parameters: unknown[];
}

/**
 * Rows whose columns are sent as one array each. What is the same in all rows is sent once and read once: the days, the
 * currency, the taxes that there are not. Each array costs PostgreSQL a table of its own, whatever is in it.
 * The first column is always an array, so that there are as many rows as it has values. Parameters are counted on from
 * `first`.
 */
export function bulkRows(columns: readonly BulkColumn[], first: number): BulkRows {
  const parameters: unknown[] = [];
  const hand = (value: unknown) => `$${first + parameters.push(value) - 1}`;
  const arrays: BulkColumn[] = [];
  const documents: BulkColumn[] = [];
  const terms = new Map<string, string>();
  for (const [at, column] of columns.entries()) {
    const { name, type, values } = column;
    const [value = null] = values;
    const isSame = at > 0 && values.every((other) => other === value);
    if (isSame) terms.set(name, value === null ? `NULL::${type}` : `${hand(value)}::${type}`);
    else {
      (type === 'json' ? documents : arrays).push(column);
      terms.set(name, `u.${name}`);
    }
  }
  const unnested = arrays.map(({ type, values, quoted: isQuoted }) => {
    const text = isQuoted ? quotedArray(values as readonly (string | null)[]) : bareArray(values);
    return `${hand(text)}::${type}[]`;
  });
  const read = documents.map(
    ({ values }) => `json_array_elements(${hand(jsonRows(values as (string | null)[]))}::json)`,
  );
  const named = [...arrays, ...documents].map(({ name }) => name);
  return {
    names: columns.map(({ name }) => name).join(', '),
    select: [...terms.values()].join(', '),
    from: `ROWS FROM (${[`unnest(${unnested.join(', ')})`, ...read].join(', ')}) AS u(${named.join(', ')})`,
    of: (name) => terms.get(name) ?? 'NULL',
    parameters,
  };
}
