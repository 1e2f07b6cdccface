import { describe, expect, test } from 'vitest';
import { bareArray, jsonRows, orNothing } from './bulk-values.ts';

describe('the text of an array', () => {
  test('holds ids, numbers, days and words, and nothing as NULL', () => {
    expect(bareArray([])).toBe('{}');
    expect(bareArray(['2026-01-31', null, 7, -3n, true, 'invoice.created'])).toBe(
      '{2026-01-31,NULL,7,-3,true,invoice.created}',
    );
  });

  test.each(['a b', 'say "no"', 'back\\slash', '{', 'a}b', '', 'new\nline'])(
    'refuses %j, which needs quotes',
    (value) => {
      expect(() => bareArray(['first', value, 'last'])).toThrow('needs quotes');
      expect(() => bareArray([value])).toThrow('needs quotes');
    },
  );
});

test('documents stand in one JSON array, in their order, and none as null', () => {
  expect(jsonRows(['{"a":"\\"é\\""}', null, undefined, '[]'])).toBe('[{"a":"\\"é\\""},null,null,[]]');
});

test('a column without any value is no array at all', () => {
  expect(orNothing([null, null], bareArray)).toBeNull();
  expect(orNothing([null, 7], bareArray)).toBe('{NULL,7}');
});
