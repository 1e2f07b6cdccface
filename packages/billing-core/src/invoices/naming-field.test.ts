import { expect, test } from 'vitest';
import { BillingError } from '../errors/index.ts';
import { namingField } from './naming-field.ts';

const thrownBy = (error: Error) => {
  try {
    return namingField('items.0.unit_price', () => {
      throw error;
    });
  } catch (thrown) {
    return thrown;
  }
};

test('an amount that is too much is said of its field, and any other error goes on as it is', () => {
  const tooMuch = new BillingError('amount_out_of_range', '10^20 is more than can be stored.');
  expect(thrownBy(tooMuch)).toMatchObject({
    code: 'amount_out_of_range',
    cause: tooMuch,
    details: { errors: [{ path: 'items.0.unit_price', message: expect.stringContaining('comes to too much') }] },
  });
  const others = [new BillingError('validation_failed', 'is not a number.'), new TypeError('a bug')];
  for (const other of others) expect(thrownBy(other)).toBe(other);
  expect(namingField('x', () => 5n)).toBe(5n);
});
