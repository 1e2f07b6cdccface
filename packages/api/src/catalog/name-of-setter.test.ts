import { expect, it } from 'vitest';
import { nameOfSetter } from './name-of-setter.ts';

const actor = { id: 'x', email: null, role: 'owner' } as const;

it.each([
  ['system', 'seed', 'seed'],
  ['system', 'cli products:import', 'cli products:import'],
  ['user', 'seed', '"seed"'],
  ['api_key', 'cli products:import', '"cli products:import"'],
  ['user', 'Clio Seedorf', 'Clio Seedorf'],
] as const)('a price set by the %s %s is kept as set by %s', (type, name, kept) => {
  expect(nameOfSetter({ ...actor, type, name })).toBe(kept);
});
