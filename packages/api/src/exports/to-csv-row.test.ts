import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { toCsvRow } from './to-csv-row.ts';

describe('a row of a CSV', () => {
  it.each(['=1+1', '+1', '-1+2', '@cmd', '\tx', '\rx', '\n=x', '-'])('makes no formula of %j', (text) => {
    expect(parse(toCsvRow([text]))).toEqual([[`'${text}`]]);
  });

  it.each(['-12.50', '0.00', '10', 'a=b', 'Ada', 'ź€₹', ''])('leaves %j as it is', (text) => {
    expect(parse(toCsvRow([text, 'x']))).toEqual([[text, 'x']]);
  });

  it('keeps commas, quotes and lines within their cell', () => {
    const cells = ['a,b', 'say "hi"', 'two\r\nlines', null, 12, true];
    expect(parse(toCsvRow(cells))).toEqual([['a,b', 'say "hi"', 'two\r\nlines', '', '12', 'true']]);
  });
});
