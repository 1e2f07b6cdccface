import { expect, it } from 'vitest';
import { hasEveryWord } from './has-every-word.ts';

it.each([
  ['', true],
  ['billing', true],
  ['bil run', true],
  ['RUN start', true],
  ['run-start', true],
  ['illing', false],
  ['billing invoice', false],
])('%j finds "Start a billing run": %s', (query, found) => {
  expect(hasEveryWord(query, 'Start a billing run')).toBe(found);
});
