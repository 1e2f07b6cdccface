import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { toCsv } from './to-csv.ts';

describe('a CSV', () => {
  it.each(['=1+1', '+1', '-1+2', '@cmd', '\tx', '\rx', '\n=x', '-', '＝1', '＋1', '－1+2', '＠cmd'])(
    'makes no formula of %j',
    (text) => {
      expect(parse(toCsv([[text]]))).toEqual([[`'${text}`]]);
    },
  );

  it.each(['-12.50', '0.00', '10', 'a=b', 'Ada', 'ź€₹', ''])('leaves %j as it is', (text) => {
    expect(parse(toCsv([[text, 'x']]))).toEqual([[text, 'x']]);
  });

  it('keeps commas, quotes and lines within their cell', () => {
    const cells = ['a,b', 'say "hi"', 'two\r\nlines', null, 12, true];
    expect(parse(toCsv([cells]))).toEqual([['a,b', 'say "hi"', 'two\r\nlines', '', '12', 'true']]);
  });

  it('ends each row with a line, and begins another of nothing', () => {
    expect(
      toCsv([
        ['a', 1],
        ['b', null],
      ]),
    ).toBe('a,1\r\nb,\r\n');
    expect(toCsv([])).toBe('');
  });
});
