import { describe, expect, test } from 'vitest';
import type { Product } from '../schema.ts';
import { type ProductImportRow, planProductImport } from './plan-product-import.ts';

const price = (currency: string, unit_amount: number) =>
  ({ currency, unit_amount, interval: 'month', interval_count: 1 }) as unknown as Product['prices'][number];
const known = (fields: Partial<Product>) =>
  ({
    id: 'k',
    external_id: null,
    name: 'Seat',
    type: 'recurring',
    currency: 'EUR',
    description: null,
    unit: null,
    active: true,
    metadata: {},
    prices: [price('EUR', 9.5)],
    ...fields,
  }) as Product;
const row = (line: number, cells: ProductImportRow['cells']): ProductImportRow => ({ line, cells });
const plan = (rows: ProductImportRow[], products: Product[] = [], existing: 'skip' | 'update' = 'update') =>
  planProductImport(rows, { known: products, deleted: new Set(['gone']), existing, currency: 'EUR' });
const faultsAt = (...given: Parameters<typeof plan>) =>
  plan(...given).flatMap((planned) =>
    planned.outcome === 'refuse' ? planned.faults.map(({ line, column }) => `${line} ${column}`) : [],
  );

describe('a product that is new', () => {
  test('has what its cells say, and a price in the currency of the company unless they name one', () => {
    const [seat, desk] = plan([
      row(2, { name: 'Seat', type: 'recurring', price: '9.50', interval: 'month', interval_count: '3', active: 'no' }),
      row(3, { name: 'Desk', type: 'one_time', price: '1', currency: 'USD', metadata: '{"shelf":"B4"}' }),
    ]);
    expect(seat).toMatchObject({ outcome: 'create', fields: { name: 'Seat', active: false } });
    expect(seat).toMatchObject({ prices: [{ currency: 'EUR', unit_amount: '9.5', interval_count: 3 }] });
    expect(desk).toMatchObject({ fields: { metadata: { shelf: 'B4' } }, prices: [{ currency: 'USD' }] });
  });

  test('is refused by line and column for what is wrong', () => {
    expect(
      faultsAt([
        row(2, { name: 'A', type: 'furniture' }),
        row(3, { type: 'one_time' }),
        row(4, { name: 'B', type: 'one_time', metadata: '{shelf' }),
        row(5, { name: 'C', type: 'recurring', interval_count: 'often' }),
        row(6, { name: 'D', type: 'recurring', interval: 'year' }),
        row(7, { name: 'E', type: 'one_time', external_id: 'gone' }),
        row(8, { name: 'F', type: 'furniture', metadata: '{shelf' }),
        { line: 9, cells: {}, fault: 'has 3 cells where the header has 2' },
      ]),
    ).toEqual([
      '2 type',
      '3 name',
      '4 metadata',
      '5 interval_count',
      '6 price',
      '7 external_id',
      '8 type',
      '8 metadata',
      '9 null',
    ]);
  });

  test('is taken once: the second row that means it is refused', () => {
    const twice = [row(2, { name: 'Seat', type: 'recurring' }), row(3, { name: 'Seat', type: 'recurring' })];
    expect(plan(twice).map(({ outcome }) => outcome)).toEqual(['create', 'refuse']);
    expect(faultsAt(twice)).toEqual(['3 name']);
  });
});

describe('a product that is known', () => {
  test('by external_id, else by name, is left or changed as was asked', () => {
    const products = [known({ id: 'a', external_id: 'S-1' }), known({ id: 'b', name: 'Desk' })];
    const rows = [row(2, { external_id: 'S-1', name: 'Chair', price: '10' }), row(3, { name: 'Desk', active: 'no' })];
    expect(plan(rows, products, 'skip').map(({ outcome }) => outcome)).toEqual(['skip', 'skip']);
    expect(plan(rows, products)).toMatchObject([
      { outcome: 'update', changes: { name: 'Chair' }, prices: [{ currency: 'EUR', unit_amount: '10' }] },
      { outcome: 'update', changes: { active: false }, prices: [] },
    ]);
  });

  test('keeps what empty cells leave out and what is the same, and prices in other currencies', () => {
    const seat = known({ external_id: 'S-1' });
    expect(plan([row(2, { external_id: 'S-1', name: 'Seat', price: '9.50' })], [seat])).toMatchObject([
      { outcome: 'skip', reason: 'is as the file says already' },
    ]);
    const [dollars] = plan([row(2, { external_id: 'S-1', price: '11', currency: 'USD' })], [seat]);
    expect(dollars).toMatchObject({ outcome: 'update', changes: {}, prices: [{ currency: 'USD', unit_amount: '11' }] });
  });

  test('stays of its type, is one of several of a name only by external_id, and is changed by one row', () => {
    const seat = known({ external_id: 'S-1' });
    expect(faultsAt([row(2, { external_id: 'S-1', type: 'one_time' })], [seat])).toEqual(['2 type']);
    expect(faultsAt([row(2, { external_id: 'S-1', type: 'one_time', interval_count: 'x' })], [seat])).toHaveLength(2);
    expect(faultsAt([row(2, { name: 'Seat' })], [seat, known({ id: 'c' })])).toEqual(['2 name']);
    const rows = [row(2, { external_id: 'S-1', unit: 'seat' }), row(3, { name: 'Seat', unit: 'chair' })];
    expect(plan(rows, [seat]).map(({ outcome }) => outcome)).toEqual(['update', 'refuse']);
  });
});
