import { describe, expect, it } from 'vitest';
import { readYesNo } from '../../wire/index.ts';
import type { Customer } from '../schema.ts';
import { type CustomerImportRow, planCustomerImport } from './plan-import.ts';
import { columnOf } from './read-columns.ts';

const known = (fields: Partial<Customer>) =>
  ({
    id: 'k',
    external_id: null,
    email: 'k@example.com',
    name: 'Known',
    country: 'DE',
    deleted_at: null,
    ...fields,
  }) as Customer;
const row = (line: number, cells: CustomerImportRow['cells']): CustomerImportRow => ({ line, cells });
const plan = (rows: CustomerImportRow[], customers: Customer[] = [], existing: 'skip' | 'update' = 'skip') =>
  planCustomerImport(rows, { known: customers, existing, country: 'DE' });
const outcomes = (...given: Parameters<typeof plan>) => plan(...given).map(({ outcome }) => outcome);
const faultsAt = (...given: Parameters<typeof plan>) =>
  plan(...given).flatMap((planned) => (planned.outcome === 'refuse' ? planned.faults : []));

describe('the plan of an import', () => {
  it('makes customers of good rows and names line, column, value and reason of bad ones', () => {
    const rows = [
      row(2, { name: 'Ada', email: 'Ada@Example.com', country: 'de' }),
      row(3, { name: 'Bob', email: 'nonsense', country: 'XX' }),
      row(4, { email: 'c@example.com' }),
      { line: 5, cells: {}, fault: 'has 3 cells where the header has 2' },
    ];
    expect(outcomes(rows)).toEqual(['create', 'refuse', 'refuse', 'refuse']);
    expect(plan(rows)[0]).toMatchObject({ fields: { email: 'ada@example.com', country: 'DE' } });
    expect(faultsAt(rows)).toMatchObject([
      { line: 3, column: 'email', value: 'nonsense' },
      { line: 3, column: 'country', value: 'XX' },
      { line: 4, column: 'name', value: null, message: 'is missing' },
      { line: 5, column: null },
    ]);
  });

  it('knows a customer by external_id, else by address, and leaves or changes it as asked', () => {
    const customers = [known({ id: 'a', external_id: 'A', email: 'a@example.com', city: 'Bonn' })];
    const rows = [row(2, { external_id: 'A', email: 'new@example.com', city: 'Bonn' })];
    expect(outcomes(rows, customers)).toEqual(['skip']);
    expect(plan(rows, customers, 'update')).toMatchObject([
      { outcome: 'update', changes: { email: 'new@example.com' }, fields: ['email'] },
    ]);
    expect(outcomes([row(2, { email: 'A@example.com', city: 'Bonn' })], customers, 'update')).toEqual(['skip']);
  });

  it('refuses what would be two customers, or one twice', () => {
    const customers = [known({ id: 'a', external_id: 'A' }), known({ id: 'b', email: 'b@example.com', name: 'Bob' })];
    expect(faultsAt([row(2, { external_id: 'A', email: 'b@example.com' })], customers, 'update')).toMatchObject([
      { column: 'email', message: expect.stringContaining('another customer, Bob') },
    ]);
    const twice = [row(2, { name: 'X', email: 'x@example.com' }), row(3, { name: 'Y', email: 'X@example.com' })];
    expect(outcomes(twice)).toEqual(['create', 'refuse']);
    expect(faultsAt(twice)).toMatchObject([{ line: 3, message: expect.stringContaining('line 2') }]);
  });

  it('refuses the second of two rows that mean one customer by different names', () => {
    const customers = [known({ id: 'a', external_id: 'A', email: 'a@example.com' })];
    const rows = [row(2, { external_id: 'A', city: 'Bonn' }), row(3, { email: 'A@example.com', name: 'Ada' })];
    expect(outcomes(rows, customers, 'update')).toEqual(['update', 'refuse']);
    expect(faultsAt(rows, customers, 'update')).toMatchObject([
      { line: 3, message: expect.stringContaining('line 2') },
    ]);
    // The address that the first row takes away is not free for another one of the same file.
    const moved = [
      row(2, { external_id: 'A', email: 'b@example.com' }),
      row(3, { email: 'a@example.com', name: 'New' }),
    ];
    expect(outcomes(moved, customers, 'update')).toEqual(['update', 'refuse']);
  });

  it('refuses the id of a deleted customer, a wrong tax number, and a status that the file would change', () => {
    const gone = known({ external_id: 'G', deleted_at: '2026-01-01T00:00:00.000Z' });
    expect(faultsAt([row(2, { external_id: 'G', name: 'G', email: 'g@example.com' })], [gone])).toMatchObject([
      { column: 'external_id', message: expect.stringContaining('restore') },
    ]);
    expect(faultsAt([row(2, { name: 'T', email: 't@example.com', tax_id: 'DE136695977' })])).toMatchObject([
      { column: 'tax_id' },
    ]);
    const active = known({ external_id: 'S', status: 'active' });
    expect(faultsAt([row(2, { external_id: 'S', status: 'closed' })], [active], 'update')).toMatchObject([
      { column: 'status' },
    ]);
  });

  it('refuses a change that is no customer, and judges a tax number again where the file changes what it depends on', () => {
    const ada = known({ external_id: 'A', tax_id: 'DE136695976', tax_exempt: false, tax_exempt_reason: null });
    const update = (cells: CustomerImportRow['cells']) => [row(2, { external_id: 'A', ...cells })];
    expect(faultsAt(update({ email: 'nonsense' }), [ada], 'update')).toMatchObject([{ line: 2, column: 'email' }]);
    expect(outcomes(update({ tax_exempt: 'no', city: 'Bonn' }), [ada], 'update')).toEqual(['update']);
    expect(faultsAt(update({ tax_exempt: 'yes' }), [ada], 'update')).toMatchObject([{ column: 'tax_exempt_reason' }]);
    // What was wrong before is not judged because a city changes.
    const wrong = known({ external_id: 'A', tax_id: 'DE136695977' });
    expect(outcomes(update({ city: 'Bonn' }), [wrong], 'update')).toEqual(['update']);
    expect(faultsAt(update({ country: 'AT' }), [wrong], 'update')).toMatchObject([{ column: 'tax_id' }]);
  });
});

describe('the columns of a file', () => {
  it.each([
    ['Name', 'name'],
    [' E-Mail ', 'email'],
    ['Address Line 1', 'address_line1'],
    ['ZIP', 'postal_code'],
    ['VAT number', 'tax_id'],
    ['Favourite colour', null],
  ])('%s is %s', (heading, column) => {
    expect(columnOf(heading)).toBe(column);
  });

  it('read yes and no as people write them', () => {
    expect(['Yes', '0', 'TRUE', 'perhaps'].map(readYesNo)).toEqual([true, false, true, 'perhaps']);
  });
});
