import { expect, test } from 'vitest';
import { CURRENCIES, CurrencyCode, currencyExponent } from './index.ts';

test('the table is sorted, without duplicates, and cannot be changed', () => {
  const codes = CURRENCIES.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].sort());
  expect(Object.isFrozen(CURRENCIES) && CURRENCIES.every(Object.isFrozen)).toBe(true);
});

test('exponents are those of ISO 4217, also where locale data says otherwise', () => {
  const odd = CURRENCIES.filter(({ exponent }) => exponent !== 2).map(({ code, exponent }) => `${code}${exponent}`);
  expect(odd.join(' ')).toBe(
    'BHD3 BIF0 CLF4 CLP0 DJF0 GNF0 IQD3 ISK0 JOD3 JPY0 KMF0 KRW0 KWD3 LYD3 OMR3 PYG0 RWF0 TND3 UGX0 UYI0 UYW4 VND0 VUV0 XAF0 XOF0 XPF0',
  );
  // CLDR shows no decimals for these; the money has them.
  expect([currencyExponent('IDR'), currencyExponent('COP'), currencyExponent('HUF')]).toEqual([2, 2, 2]);
});

test('a code is written in capitals', () => {
  expect(CurrencyCode.safeParse('EUR').success).toBe(true);
  for (const code of ['eur', 'XXX', '', 'EURO']) expect(CurrencyCode.safeParse(code).success, code).toBe(false);
});
