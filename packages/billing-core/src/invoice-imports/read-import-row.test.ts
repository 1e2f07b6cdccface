import { describe, expect, test } from 'vitest';
import { ONLINE_RETAIL, type RefusalReason, readImportRow } from './index.ts';

const cells = {
  number: '536365',
  date: '2010-12-01 08:26:00',
  quantity: '6',
  unit_price: '2.550',
  customer: '17850.0',
  product: '85123A',
  description: ' WHITE  HANGING HEART ',
  country: 'United Kingdom',
};
const place = { settings: ONLINE_RETAIL, time_zone: 'Europe/London', latest: '2026-01-12' };

describe('a row of a file', () => {
  test('is read in the words of the wire', () => {
    expect(readImportRow(cells, place)).toEqual({
      row: {
        number: '536365',
        is_credit: false,
        date: '2010-12-01',
        customer: '17850',
        customer_name: null,
        country: 'GB',
        product: '85123A',
        description: 'WHITE HANGING HEART',
        quantity: '6',
        unit_price: '2.55',
        currency: 'GBP',
      },
    });
  });

  test('of a credit note has its quantity in the signs of an invoice', () => {
    expect(readImportRow({ ...cells, number: 'C536365', quantity: '-1.50' }, place)).toMatchObject({
      row: { is_credit: true, quantity: '1.5' },
    });
  });

  test.each([
    ['2010-12-01', '2010-12-01'],
    ['2010-12-01T08:26', '2010-12-01'],
    ['2010-11-30T23:30:00-02:00', '2010-12-01'],
    ['2010-12-01 00:30:00+02:00', '2010-11-30'],
  ])('is of the day where the tenant is: %s', (date, day) => {
    expect(readImportRow({ ...cells, date }, place)).toMatchObject({ row: { date: day } });
  });

  const cases: [RefusalReason, object][] = [
    ['no_number', { number: ' ' }],
    ['bad_number', { number: 'x'.repeat(61) }],
    ['bad_date', { date: '12/1/2010 8:26' }],
    ['bad_date', { date: '2010-02-30' }],
    ['bad_date', { date: '2010-02-30T10:00:00Z' }],
    ['bad_date', { date: '' }],
    ['bad_date', { date: '0200-12-01' }],
    ['bad_date', { date: '2026-01-13' }],
    ['bad_quantity', { quantity: '' }],
    ['bad_quantity', { quantity: 'six' }],
    ['bad_quantity', { quantity: '0.00' }],
    ['bad_price', { unit_price: '2,55' }],
    ['bad_price', { unit_price: '' }],
    ['negative_quantity', { quantity: '-6' }],
    ['positive_quantity', { number: 'C1' }],
    ['bad_currency', { currency: 'XQX' }],
    ['bad_country', { country: 'European Community' }],
    ['bad_text', { description: 'x'.repeat(1_001) }],
    ['bad_text', { product: 'x'.repeat(201) }],
  ];
  test.each(cases)('is refused with its reason: %s %o', (reason, changes) => {
    expect(readImportRow({ ...cells, ...changes }, place)).toMatchObject({ fault: { reason } });
  });

  test('without a customer is refused unless there is a walk-in customer', () => {
    const bare = { ...cells, customer: '' };
    expect(readImportRow(bare, place)).toMatchObject({ row: { customer: null } });
    const strict = { ...place, settings: { ...ONLINE_RETAIL, walk_in: false } };
    expect(readImportRow(bare, strict)).toMatchObject({ fault: { reason: 'no_customer' }, number: '536365' });
  });

  test('may be free, or a deduction, with more places than the currency has', () => {
    expect(readImportRow({ ...cells, unit_price: '0.0' }, place)).toMatchObject({ row: { unit_price: '0' } });
    expect(readImportRow({ ...cells, unit_price: '-11.0625' }, place)).toMatchObject({
      row: { unit_price: '-11.0625' },
    });
  });
});
