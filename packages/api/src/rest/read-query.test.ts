import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readQuery } from './read-query.ts';

const schema = z.strictObject({
  limit: z.number().int().default(20),
  active: z.boolean().optional(),
  q: z.string().optional(),
  status: z.array(z.enum(['a', 'b'])).optional(),
});

describe('reading a query string', () => {
  it('reads numbers, booleans and lists where the schema wants them, and texts as they are', () => {
    const query = { limit: '5', active: 'false', q: '7', status: 'a,b' };
    expect(readQuery(schema, query)).toEqual({ limit: 5, active: false, q: '7', status: ['a', 'b'] });
    expect(readQuery(schema, { status: ['a', 'b'] })).toEqual({ status: ['a', 'b'] });
  });

  it('leaves for the schema to refuse what does not read as such', () => {
    expect(readQuery(schema, { limit: '5x', active: '1', unknown: 'x' })).toEqual({
      limit: '5x',
      active: '1',
      unknown: 'x',
    });
    expect(readQuery(schema, { limit: ['1', '2'] })).toEqual({ limit: ['1', '2'] });
  });
});
