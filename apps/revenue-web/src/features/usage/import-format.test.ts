import { describe, expect, it } from 'vitest';
import { importFormat } from './import-format.ts';

describe('importFormat', () => {
  it.each([
    ['november.csv', 'text/csv'],
    ['NOVEMBER.CSV', 'text/csv'],
    ['usage.2023-11.ndjson', 'application/x-ndjson'],
    ['usage.jsonl', 'application/x-ndjson'],
    ['usage.xlsx', null],
    ['csv', null],
    ['', null],
  ])('reads the end of "%s"', (name, format) => {
    expect(importFormat(name)).toBe(format);
  });
});
