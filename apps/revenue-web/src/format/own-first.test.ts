import { expect, test } from 'vitest';
import { ownFirst } from './own-first.ts';

test("the company's own currency comes first, the others by their letters", () => {
  expect(ownFirst(['JPY', 'EUR', 'USD', 'GBP'], 'USD')).toEqual(['USD', 'EUR', 'GBP', 'JPY']);
});

test('a currency that nothing is in is not offered, though it is the own one', () => {
  expect(ownFirst(['GBP', 'EUR'], 'USD')).toEqual(['EUR', 'GBP']);
});
