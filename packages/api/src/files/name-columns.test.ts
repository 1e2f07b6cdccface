import { describe, expect, it } from 'vitest';
import { nameColumns, refuseWideHeader } from './name-columns.ts';
import { readCsvRows } from './read-csv-rows.ts';

const columns = (count: number) => Array.from({ length: count }, (_, at) => `c${at}`);

describe('the header of a file', () => {
  it('is named as far as a person reads', () => {
    expect(nameColumns(['name', 'mail'])).toBe('name, mail');
    expect(nameColumns(['x'.repeat(5_000_000)])).toHaveLength(501);
    expect(nameColumns(columns(400)).endsWith('…')).toBe(true);
  });

  it('is refused where it has more columns than any file of ours', () => {
    expect(() => refuseWideHeader(columns(500))).not.toThrow();
    expect(() => refuseWideHeader(columns(501))).toThrow(/has 501 columns; at most 500 are read/);
    // Each column is looked for among the others, and every name of them was told.
    const content = Buffer.from(`${columns(200_000).join(',')}\n1\n`);
    expect(() => readCsvRows(content, { fieldOf: () => null, oneOf: ['name', 'email'] })).toThrow(/at most 500/);
  });
});
