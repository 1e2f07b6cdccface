import { expect, it } from 'vitest';
import { highlightedRow } from './highlight.ts';

const rows = ['best', 'second', 'third'];

it('is on the first row until somebody moves', () => {
  expect(highlightedRow(null, 'b', rows)).toBe('best');
  expect(highlightedRow(null, 'b', [])).toBe('');
});

it('stays where somebody went when an answer puts another row on top', () => {
  expect(highlightedRow({ row: 'second', query: 'b' }, 'b', ['newer', ...rows])).toBe('second');
});

it('is on the first row again when something else is typed, or the row has gone', () => {
  expect(highlightedRow({ row: 'second', query: 'b' }, 'be', rows)).toBe('best');
  expect(highlightedRow({ row: 'gone', query: 'b' }, 'b', rows)).toBe('best');
});
