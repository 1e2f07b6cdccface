import { expect, test } from 'vitest';
import { fee } from '../../test/subscriptions-kit.ts';
import { chargeDiscounts } from './charge-discounts.ts';

const charge = (amount: bigint, service_start = '2025-01-16') =>
  ({ type: 'charge', kind: 'recurring', amount, service_start }) as const;
const money = { currency: 'USD', mode: 'half_up' } as const;

test('a percent is off each recurring charge, rounded once, and off nothing that is given back', () => {
  const discount = { percent_off: '12.5', amount_off: null, ends_on: '2025-01-20' };
  const lines = [charge(1_001n), { ...charge(-500n), type: 'credit' as const }, charge(1_000n, '2025-01-20')];
  expect(chargeDiscounts(lines, [fee('fee', 100)], discount, money)).toEqual([125n, 0n, 0n]);
  expect(chargeDiscounts(lines, [fee('fee', 100)], null, money)).toEqual([0n, 0n, 0n]);
});

test('of an amount for a whole period a charge bears its part, and never more than it is', () => {
  const items = [fee('fee', 100), fee('more', 100)];
  const discount = { percent_off: null, amount_off: 5_000n, ends_on: null };
  expect(chargeDiscounts([charge(5_000n), charge(100n)], items, discount, money)).toEqual([1_250n, 25n]);
  expect(chargeDiscounts([charge(500n)], [fee('fee', 10)], discount, money)).toEqual([500n]);
  expect(chargeDiscounts([charge(500n)], [fee('free', 0)], discount, money)).toEqual([0n]);
});
