import { expect, test } from 'vitest';
import { codeOf } from '../../test/error-code.ts';
import { entryAt } from './entry-at.ts';

test('an entry that is missing beside a line is a fault, not nothing', () => {
  expect([entryAt([0n], 0), entryAt(['a', ''], 1)]).toEqual([0n, '']);
  expect(codeOf(() => entryAt([1n], 1))).toBe('internal');
  expect(codeOf(() => entryAt([1n], -1))).toBe('internal');
});
