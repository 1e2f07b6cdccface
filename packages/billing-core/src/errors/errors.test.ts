import { expect, test } from 'vitest';
import { BillingError, ERROR_CATALOGUE, isBillingError } from './index.ts';

test('the catalogue is sorted and every code is one word of its language', () => {
  const codes = Object.keys(ERROR_CATALOGUE);
  expect(codes).toEqual([...codes].sort());
  for (const code of codes) expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
});

test('an error knows its kind and carries where the faults are', () => {
  const error = new BillingError('not_found', 'customer 1 is not there.', {
    errors: [{ path: 'customer_id', message: 'is unknown' }],
  });
  expect(error).toMatchObject({ code: 'not_found', kind: 'not_found', details: { errors: [{ path: 'customer_id' }] } });
  expect(isBillingError(error)).toBe(true);
  expect(isBillingError(new Error('not_found'))).toBe(false);
  expect(isBillingError({ code: 'not_found', kind: 'not_found' })).toBe(false);
});
