import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Id, optionalText } from './index.ts';

const messageOf = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message;

describe('the words for a fault', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['what was left out', z.string(), undefined, 'is missing'],
    ['another type', z.string(), 7, 'must be a text'],
    ['null', z.number(), null, 'must be a number; it cannot be null'],
    ['a fraction', z.number().int(), 1.5, 'must be a whole number'],
    ['a choice', z.enum(['a', 'b', 'c']), 'd', 'must be one of a, b or c'],
    ['a text that is too long', optionalText(3), 'abcd', 'is longer than 3 characters; shorten it'],
    ['an empty text', optionalText(3), ' ', 'is empty; fill it in or leave it out'],
    ['a list that is too long', z.array(z.number()).max(1), [1, 2], 'has more than 1 entry'],
    ['a number out of bounds', z.number().max(100), 101, 'must be at most 100'],
    ['a number under its bound', z.number().min(1), 0, 'must be at least 1'],
    ['a number at an open bound', z.number().lt(5), 5, 'must be less than 5'],
    ['a number at an open bound below', z.number().gt(5), 5, 'must be more than 5'],
    ['a number between steps', z.number().multipleOf(5), 7, 'must be a multiple of 5'],
    ['a list without entries', z.array(z.number()).min(1), [], 'is empty'],
    ['a list that is too short', z.array(z.number()).min(2), [1], 'needs at least 2 entries'],
    ['the one thing that can be', z.literal('a'), 'b', 'must be a'],
    ['a field that is not known', z.strictObject({}), { b: 1, c: 2 }, 'has fields that are not known here: b, c'],
    ['a format', z.iso.date(), '31.1.2026', 'is not a date; write it like 2026-01-31'],
    ['a format without an example', z.ipv4(), 'x', 'is not a valid ipv4'],
    ['a type without a name', z.symbol(), 1, 'must be a symbol'],
    ['what fits none of several', z.union([z.string(), z.number()]), true, 'is not what can be given here'],
  ])('say of %s what to do', (_, schema, value, message) => {
    expect(messageOf(schema, value)).toBe(message);
  });

  it('show how an id looks', () => {
    expect(messageOf(Id, 'abc')).toContain('ids look like 019b');
  });

  it('give way to the words of a schema', () => {
    expect(messageOf(z.string().min(1, 'give it a name'), '')).toBe('give it a name');
  });
});
