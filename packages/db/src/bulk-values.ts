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

/**
 * A column for `unnest` beside others: null where no row has a value, which unnest fills up with nulls. Most invoices have
 * no notes, no order number and no discount, and a thousand nulls are read one by one.
 */
export function orNothing<Value>(
  values: readonly (Value | null)[],
  toArray: (values: readonly (Value | null)[]) => unknown,
) {
  return values.every((value) => value === null) ? null : toArray(values);
}

/**
 * Documents for `json_array_elements($1::json)` in ROWS FROM beside `unnest`. They are quoted once, as JSON, and not
 * once more as elements of an array. What is undefined or null comes out as JSON's null.
 */
export function jsonRows(documents: readonly (string | null | undefined)[]): string {
  return `[${documents.map((document) => document ?? 'null').join(',')}]`;
}
