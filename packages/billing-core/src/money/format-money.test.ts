import { expect, it } from 'vitest';
import { formatMoney, formatQuantity, formatUnitPrice } from './format-money.ts';

// Intl groups with spaces that must not break; a test writes them plainly.
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

it.each([
  [29800n, 'USD', 'en-US', '$298.00'],
  [-1050n, 'EUR', 'de-DE', '-10,50 €'],
  [5n, 'PLN', 'pl-PL', '0,05 zł'],
  [29800n, 'JPY', 'ja-JP', '￥29,800'],
  [1234567n, 'KWD', 'en-GB', 'KWD 1,234.567'],
  [123456789n, 'INR', 'en-IN', '₹12,34,567.89'],
  [9007199254740993n * 100n + 1n, 'USD', 'en-US', '$9,007,199,254,740,993.01'],
])('writes %s minor units of %s for %s as %s', (minor, currency, locale, expected) => {
  expect(plain(formatMoney(minor, currency, locale))).toBe(expected);
});

it('writes the code where it is asked to', () => {
  expect(plain(formatMoney(29800n, 'USD', 'en-CA', 'code'))).toBe('USD 298.00');
});

it('keeps all twelve places of a unit price and the places of the currency at least', () => {
  expect(formatUnitPrice('0.000000012345', 'USD', 'en-US')).toBe('$0.000000012345');
  expect(formatUnitPrice('99', 'USD', 'en-US')).toBe('$99.00');
});

it('writes quantities with the digits they have', () => {
  expect(formatQuantity('13345.678', 'el-GR')).toBe('13.345,678');
  expect(formatQuantity('2', 'en-US')).toBe('2');
});

it('uses Western digits in every locale, which a bank can read', () => {
  expect(formatMoney(29800n, 'AED', 'ar-AE')).toContain('298.00');
});
