import { describe, expect, test } from 'vitest';
import { importPath, missingFields, suggestChoices } from './import-choices.ts';

const retail = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'.split(',');

describe('the choices of an import', () => {
  test('are those of a known file where it is one', () => {
    const choices = suggestChoices(retail, 'EUR');
    expect(choices).toMatchObject({ currency: 'GBP', walk_in: true, credit_prefix: 'C' });
    expect(missingFields(choices)).toEqual([]);
  });

  test('are guessed otherwise, and say what is missing', () => {
    const choices = suggestChoices(['Number', 'Quantity', 'Colour'], 'EUR');
    expect(choices).toMatchObject({ columns: { number: 'Number', quantity: 'Quantity' }, currency: 'EUR' });
    expect(missingFields(choices)).toEqual(['date', 'unit_price']);
  });

  test('travel in the address of the upload', () => {
    const query = (choices: Parameters<typeof importPath>[1]) =>
      Object.fromEntries(new URL(importPath('a b.csv', choices), 'http://here').searchParams);
    expect(
      query({ columns: { number: 'No', currency: 'Cur' }, currency: 'EUR', walk_in: false, credit_prefix: ' ' }),
    ).toEqual({
      file_name: 'a b.csv',
      number: 'No',
      currency: 'Cur',
    });
    expect(query({ columns: { number: 'No' }, currency: 'EUR', walk_in: true, credit_prefix: 'C' })).toEqual({
      file_name: 'a b.csv',
      number: 'No',
      currency_code: 'EUR',
      walk_in: 'true',
      credit_prefix: 'C',
    });
  });
});
