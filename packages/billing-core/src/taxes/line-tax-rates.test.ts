import { describe, expect, test } from 'vitest';
import { LineTaxRate, lineTaxRates } from './index.ts';

const seller = { country: 'DE', tax_name: 'VAT', tax_percent: '19' };
const customer = { name: 'Ada', country: 'DE', tax_exempt: false, tax_exempt_reason: null };
const exempt = { ...customer, tax_exempt: true, tax_exempt_reason: 'Charity, certificate 7' };

describe('the taxes of a line', () => {
  test('are what is said, and where nothing is, those of the seller in his country', () => {
    expect(lineTaxRates(undefined, seller, customer)).toEqual([{ percent: '19', name: 'VAT', category: 'S' }]);
    expect(lineTaxRates([{ percent: '7', name: 'Reduced' }], seller, customer)).toEqual([
      { percent: '7', name: 'Reduced', category: 'S' },
    ]);
    expect(lineTaxRates([], seller, customer)).toEqual([]);
    expect(lineTaxRates(undefined, { ...seller, tax_percent: null }, customer)).toEqual([]);
    expect(lineTaxRates(undefined, { ...seller, tax_name: null }, customer)).toEqual([
      { percent: '19', category: 'S' },
    ]);
  });

  test('are not those of the seller abroad, and the line says so; what is said for it is charged all the same', () => {
    const abroad = { ...customer, country: 'US' };
    expect(lineTaxRates(undefined, seller, abroad)).toEqual([
      { percent: '0', name: 'VAT', reason: 'Not charged to customers in US' },
    ]);
    expect(lineTaxRates([{ percent: '8.875' }], seller, abroad)).toEqual([{ percent: '8.875', category: 'S' }]);
  });

  test('are nothing for a customer who is exempt, with the reason that was kept', () => {
    expect(lineTaxRates(undefined, seller, exempt)).toEqual([
      { percent: '0', name: 'VAT', category: 'E', reason: 'Charity, certificate 7' },
    ]);
    expect(lineTaxRates([{ percent: '7', compound: true }], seller, { ...exempt, tax_exempt_reason: null })).toEqual([
      { percent: '0', category: 'E', reason: 'The customer is exempt from tax' },
    ]);
    const reverse = { percent: '0', category: 'AE', reason_code: 'VATEX-EU-AE' } as const;
    expect(lineTaxRates([reverse], seller, exempt)).toEqual([reverse]);
    expect(lineTaxRates([], seller, exempt)).toEqual([]);
  });
});

describe('a tax said on a line', () => {
  const faultsOf = (words: object) =>
    LineTaxRate.safeParse(words).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

  test('keeps to what its category asks for', () => {
    expect(LineTaxRate.parse({ percent: 19 })).toEqual({ percent: '19' });
    expect(LineTaxRate.parse({ percent: 0, category: 'AE' })).toEqual({
      percent: '0',
      category: 'AE',
      reason_code: 'VATEX-EU-AE',
    });
    expect(faultsOf({ percent: 19, category: 'E', reason: 'x' })).toEqual(['percent: must be 0 in category E']);
    expect(faultsOf({ percent: 0, category: 'S' })).toEqual(['category: is Z or E where the rate is 0, not S']);
    expect(faultsOf({ percent: 0, category: 'E' })).toEqual([
      'reason: or reason_code is needed in category E: say why there is no tax',
    ]);
    expect(faultsOf({ percent: 101 })).toEqual(['percent: is more than 100 percent']);
  });
});
