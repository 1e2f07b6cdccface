import { describe, expect, test } from 'vitest';
import { TaxPlace, TaxRule, TaxSeller } from './index.ts';

const usual = { id: 'de', country: 'DE', kind: 'vat', name: 'VAT', percent: 19, valid_from: '2021-01-01' };
const faultsOf = (words: object) =>
  TaxRule.safeParse({ ...usual, ...words }).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ??
  [];

describe('a tax rule', () => {
  test('takes its percent as number or text and keeps all of its digits', () => {
    expect(TaxRule.parse(usual).percent).toBe('19');
    expect(TaxRule.parse({ ...usual, percent: '9.975' }).percent).toBe('9.975');
    expect(faultsOf({ percent: '100' })).toEqual([]);
    expect(faultsOf({ percent: '100.01' })).toEqual(['percent: is more than 100 percent']);
    expect(faultsOf({ percent: '-1' })).toEqual(['percent: must not be negative']);
  });

  test('has no rate in a category without tax, and a rate in S', () => {
    expect(faultsOf({ category: 'Z', percent: '0' })).toEqual([]);
    expect(faultsOf({ category: 'L', percent: '7' })).toEqual([]);
    expect(faultsOf({ category: 'M', percent: '0' })).toEqual([]);
    expect(faultsOf({ category: 'AE', reason: 'building work' })).toEqual(['percent: must be 0 in category AE']);
    expect(faultsOf({ percent: '0' })).toEqual(['category: is Z or E where the rate is 0, not S']);
  });

  test('says why there is no tax, by a code or in words', () => {
    const exempt = { category: 'E', percent: '0' };
    expect(faultsOf(exempt)).toEqual(['reason: or reason_code is needed in category E: say why there is no tax']);
    expect(faultsOf({ ...exempt, reason: 'health care' })).toEqual([]);
    expect(faultsOf({ ...exempt, reason_code: 'VATEX-EU-132' })).toEqual([]);
  });

  test('ends after it begins: a day on which it no longer holds cannot be its first', () => {
    expect(faultsOf({ valid_to: '2021-01-02' })).toEqual([]);
    expect(faultsOf({ valid_to: '2021-01-01' })).toEqual([
      'valid_to: is not after valid_from; the day itself is no longer in it',
    ]);
  });

  test('holds for everything that it leaves out', () => {
    expect(TaxRule.parse(usual)).toEqual({
      ...usual,
      percent: '19',
      region: null,
      county: null,
      city: null,
      postal_prefix: null,
      layer: 'country',
      product_category: null,
      customer_type: null,
      route: null,
      category: 'S',
      reason_code: null,
      reason: null,
      compound: false,
      stack_order: 0,
      exclusive: false,
      valid_to: null,
    });
  });
});

test('places are written in one way', () => {
  const place = TaxPlace.parse({ country: 'gb', region: 'nir', city: ' Belfast ', postal_code: 'bt1 5-gs' });
  expect(place).toEqual({ country: 'GB', region: 'NIR', county: null, city: 'Belfast', postal_code: 'BT15GS' });
  expect(TaxPlace.safeParse({ country: 'EL' }).success).toBe(false);
  expect(TaxPlace.safeParse({ country: 'US', region: 'US-CA' }).success).toBe(false);
});

test('a registration that ends before it begins is refused', () => {
  const registration = { country: 'DE', kind: 'vat', valid_from: '2021-01-01', valid_to: '2020-01-01' };
  expect(TaxSeller.safeParse({ country: 'DE', registrations: [registration] }).success).toBe(false);
});
