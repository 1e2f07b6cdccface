import { expect, test } from 'vitest';
import { PlanTerms } from './plan-terms.ts';

const flat = { model: 'flat', amount: '10' };
const fee = { kind: 'recurring', name: 'Base', pricing: flat };
const usage = { kind: 'usage', name: 'Volume', meter: 'volume' };

function faultsOf(terms: object): [string, string][] {
  const result = PlanTerms.safeParse({ currency: 'USD', ...terms });
  return (result.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]);
}

test('a component may be billed in a whole number of periods of the plan, and in no other', () => {
  const yearly = { ...fee, interval: 'year' };
  expect(faultsOf({ components: [fee, yearly] })).toEqual([]);
  expect(faultsOf({ interval: 'quarter', components: [yearly] })).toEqual([]);
  expect(faultsOf({ interval_count: 5, components: [fee, yearly] })).toEqual([
    ['components.1.interval', 'is no whole number of periods of the plan (5 month); choose a multiple'],
  ]);
  expect(faultsOf({ interval_count: 5, components: [{ ...yearly, interval_count: 5 }] })).toEqual([]);
  expect(faultsOf({ interval: 'week', components: [yearly] }).map(([path]) => path)).toEqual(['components.0.interval']);
});

test('a count without an interval of its own is refused by name', () => {
  expect(faultsOf({ components: [{ ...fee, interval_count: 2 }] })).toEqual([
    ['components.0.interval_count', 'counts an interval of its own; give the interval, too'],
  ]);
  expect(faultsOf({ components: [{ ...fee, interval: 'month', interval_count: 2 }] })).toEqual([]);
});

test('a percentage is of usage, and of its sum', () => {
  const rate = { model: 'percentage', rate_percent: '2.5' };
  expect(faultsOf({ components: [{ ...usage, pricing: rate }] })).toEqual([]);
  expect(faultsOf({ components: [{ ...fee, pricing: rate }] })).toEqual([
    ['components.0.pricing.model', 'is for usage: a fee has no money to take a part of'],
  ]);
  const single = { ...rate, fixed_amount: '0.30', free_transactions: 3, max_per_transaction: '5' };
  expect(faultsOf({ components: [{ ...usage, pricing: single }] }).map(([path]) => path)).toEqual([
    'components.0.pricing.fixed_amount',
    'components.0.pricing.free_transactions',
    'components.0.pricing.max_per_transaction',
  ]);
});

test('a fee for setting up is charged once, so that it has no interval, and is not all that a plan has', () => {
  const once = { kind: 'one_time', name: 'Set-up', pricing: flat };
  expect(faultsOf({ components: [fee, once] })).toEqual([]);
  expect(faultsOf({ components: [fee, { ...once, interval: 'year' }] }).map(([path]) => path)).toEqual([
    'components.1.interval',
  ]);
  expect(faultsOf({ components: [once, once] }).map(([path]) => path)).toEqual(['components']);
  expect(
    faultsOf({ components: [fee, { ...once, pricing: { model: 'percentage', rate_percent: '1' } }] }),
  ).toHaveLength(1);
});

test('what is charged as it is has no more decimals than the currency, while prices of a unit or a package may', () => {
  const limits = { maximum_amount: '9.5', commitment: { amount: '100.25' } };
  const tiers = [
    { up_to: '10', unit_amount: '0.004', flat_amount: '5' },
    { up_to: null, unit_amount: '0.003', flat_amount: '5.5' },
  ];
  const components = [
    { ...fee, pricing: { model: 'flat', amount: '100.5' } },
    { ...usage, pricing: { model: 'graduated', tiers, ...limits } },
    {
      ...usage,
      meter: 'other',
      pricing: { model: 'package', package_size: '100', package_amount: '0.5', minimum_amount: '1.5' },
    },
    { ...usage, meter: 'third', pricing: { model: 'percentage', rate_percent: '2.5' } },
  ];
  expect(faultsOf({ currency: 'JPY', components })).toEqual([
    ['components.0.pricing.amount', 'is 100.5, and JPY has no decimals; round it to 101'],
    ['components.1.pricing.tiers.1.flat_amount', 'is 5.5, and JPY has no decimals; round it to 6'],
    ['components.1.pricing.commitment.amount', 'is 100.25, and JPY has no decimals; round it to 100'],
    ['components.1.pricing.maximum_amount', 'is 9.5, and JPY has no decimals; round it to 10'],
    ['components.2.pricing.minimum_amount', 'is 1.5, and JPY has no decimals; round it to 2'],
  ]);
  expect(faultsOf({ currency: 'USD', components })).toEqual([]);
  expect(faultsOf({ currency: 'KWD', components: [{ ...fee, pricing: { ...flat, amount: '0.0005' } }] })).toEqual([
    ['components.0.pricing.amount', 'is 0.0005, and KWD has 3 decimals; round it to 0.001'],
  ]);
});
