import { describe, expect, test } from 'vitest';
import { countryNameOf, countryOf, guessColumns, importSettingsOf, NewInvoiceImport, ONLINE_RETAIL } from './index.ts';

describe('the columns of a file', () => {
  test('are guessed from their names, those of presets as well', () => {
    const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'.split(',');
    expect(guessColumns(header)).toEqual(ONLINE_RETAIL.columns);
    expect(guessColumns(['Unit price', 'NUMBER', 'colour'])).toEqual({ number: 'NUMBER', unit_price: 'Unit price' });
  });

  test('have their own names unless one is given; then only the given ones are there', () => {
    const of = (query: object) => importSettingsOf(NewInvoiceImport.parse(query), 'EUR').columns;
    expect(of({})).toMatchObject({ number: 'number', customer: 'customer' });
    expect(of({ number: 'No', date: 'Day' })).toEqual({ number: 'No', date: 'Day' });
    expect(of({ format: 'online-retail' })).toEqual(ONLINE_RETAIL.columns);
  });

  test('say the currency, or the settings do, or the tenant', () => {
    const of = (query: object) => importSettingsOf(NewInvoiceImport.parse(query), 'EUR').currency;
    expect([of({}), of({ currency_code: 'GBP' })]).toEqual(['EUR', 'GBP']);
  });
});

describe('a country', () => {
  test.each([
    ['GB', 'GB'],
    ['gb', 'GB'],
    ['united kingdom', 'GB'],
    ['EIRE', 'IE'],
    ['Channel Islands', 'JE'],
    ['Unspecified', null],
  ])('is known by code or name: %s', (text, code) => {
    expect(countryOf(text)).toBe(code);
  });

  test('has an English name', () => {
    expect(countryNameOf('IE')).toBe('Ireland');
  });
});
