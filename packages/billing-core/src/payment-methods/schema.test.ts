import { expect, test } from 'vitest';
import { RecordPaymentMethod } from './schema.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const pathsOf = (given: object) =>
  (RecordPaymentMethod.safeParse({ id, ...given }).error?.issues ?? []).map(({ path }) => path.join('.'));

test('a direct debit needs its mandate, other ways to pay do not', () => {
  expect(pathsOf({ kind: 'direct_debit' })).toEqual(['reference']);
  expect(pathsOf({ kind: 'direct_debit', reference: 'M-1' })).toEqual([]);
});
