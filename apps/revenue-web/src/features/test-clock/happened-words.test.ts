import { expect, test } from 'vitest';
import { happenedWords } from './happened-words.ts';

test('says what happened by the number, and leaves out what did not or does not matter', () => {
  const happened = [
    { type: 'invoice.created', count: 12 },
    { type: 'invoice.finalized', count: 12 },
    { type: 'subscription.renewed', count: 1 },
  ];
  expect(happenedWords(happened)).toEqual(['1 subscription renewed', '12 invoices made']);
  expect(happenedWords([])).toEqual([]);
});
