import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { problemOf } from './http-errors.ts';
import { faultsOf } from './zod-faults.ts';

const faults = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value);
  if (!error) throw new Error('the value is valid');
  return faultsOf(error);
};

describe('the faults of an input', () => {
  it('have the path a person would write', () => {
    const schema = z.strictObject({ items: z.array(z.strictObject({ price: z.number() })) });
    const found = faults(schema, { items: [{ price: 1 }, { price: 'x', colour: 1 }], extra: 1 });
    expect(found.faults.map((fault) => fault.path)).toEqual(['items[1].price', 'items[1].colour', 'extra']);
    expect(found.code).toBe('validation_failed');
  });

  it('are told in hundreds, where a body has nothing but faults', () => {
    const names = Array.from({ length: 60_000 }, (_, at) => [`k${at}`, 1]);
    const { error } = z.strictObject({ a: z.string() }).safeParse(Object.fromEntries(names));
    const problem = problemOf(error, 'r');
    expect(problem.detail).toBe('a: is missing (and 60000 more)');
    expect(problem.errors).toHaveLength(1_000);
  });

  it('say of what was left out that it is missing', () => {
    expect(faults(z.object({ a: z.string() }), {}).faults).toEqual([{ path: 'a', message: 'is missing' }]);
  });

  it('carry the code that a schema names, when all agree on it', () => {
    const exact = z.string().refine(() => false, { params: { code: 'amount_not_exact' } });
    expect(faults(z.object({ a: exact }), { a: '1' }).code).toBe('amount_not_exact');
    expect(faults(z.object({ a: exact, b: z.number() }), { a: '1' }).code).toBe('validation_failed');
  });

  it('of a choice are those of the branch that got furthest', () => {
    const schema = z.union([z.string(), z.object({ amount: z.number() })]);
    expect(faults(schema, { amount: 'x' }).faults).toMatchObject([{ path: 'amount' }]);
    expect(faults(schema, 7).faults[0]?.message).toContain('; or ');
  });
});
