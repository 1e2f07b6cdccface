import { expect, test } from 'vitest';
import { CreateCreditNote } from './schema.ts';

const INVOICE = '01970000-0000-7000-8000-000000000001';
const item = { description: 'Goodwill', unit_price: '10' };
const line = { position: 1 };

const faultsOf = (input: object) =>
  CreateCreditNote.safeParse({ reason: 'Returned', ...input }).error?.issues.map(({ path }) => path.join('.')) ?? [];

test.each<[what: string, input: object, paths: string[]]>([
  ['of an invoice, whole', { invoice_id: INVOICE }, []],
  ['of an invoice, by its total', { invoice_id: INVOICE, total: '10' }, []],
  [
    'of an invoice, by items, each by one measure',
    { invoice_id: INVOICE, invoice_items: [{ ...line, amount: 1 }] },
    [],
  ],
  ['for a customer, with what is given back', { customer_id: INVOICE, items: [item] }, []],
  ['of nothing', {}, ['invoice_id']],
  ['of an invoice and for a customer', { invoice_id: INVOICE, customer_id: INVOICE }, ['invoice_id']],
  ['for a customer, without items', { customer_id: INVOICE }, ['items']],
  [
    'for a customer, by what only an invoice has',
    { customer_id: INVOICE, items: [item], invoice_items: [line], total: 1 },
    ['invoice_items', 'total'],
  ],
  [
    'of an invoice, with items and a currency of its own',
    { invoice_id: INVOICE, items: [item], currency: 'USD' },
    ['items', 'currency'],
  ],
  ['of an invoice, by items and by total', { invoice_id: INVOICE, invoice_items: [line], total: 1 }, ['total']],
  [
    'of an item, by two measures',
    { invoice_id: INVOICE, invoice_items: [{ ...line, quantity: 1, amount: 1 }] },
    ['invoice_items.0'],
  ],
])('a credit note %s', (_, input, paths) => {
  expect(faultsOf(input)).toEqual(paths);
});
