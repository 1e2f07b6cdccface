import { expect, test } from 'vitest';
import { chooseBankAccount } from './bank-accounts.ts';
import { UpdateTenant } from './schema.ts';

const faults = (...bank_accounts: object[]) =>
  UpdateTenant.safeParse({ bank_accounts }).error?.issues.map(({ path }) => path.join('.')) ?? [];

const euro = { currency: 'EUR', iban: 'DE89370400440532013000' };
const dollar = { currency: 'USD', account_number: '000123456789', routing_number: '021000021' };

test('a bank account is kept without its spaces, and one with a slip of the keys is refused', () => {
  const given = { ...euro, iban: 'de89 3704 0044 0532 0130 00', bic: 'cobadeff xxx' };
  expect(UpdateTenant.parse({ bank_accounts: [given] }).bank_accounts).toEqual([
    { currency: 'EUR', is_default: false, iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' },
  ]);
  expect(faults({ ...euro, iban: 'DE88370400440532013000', bic: 'COBADE' })).toEqual([
    'bank_accounts.0.iban',
    'bank_accounts.0.bic',
  ]);
  expect(faults({ ...dollar, routing_number: '021000012' })).toEqual(['bank_accounts.0.routing_number']);
  expect(faults({ ...dollar, currency: 'GBP', routing_number: '12-34-56' })).toEqual([]);
});

test('an account has an IBAN or an account number, a currency one account, and one may be the default', () => {
  expect(faults(euro, dollar)).toEqual([]);
  expect(faults({ currency: 'EUR' })).toEqual(['bank_accounts.0.iban']);
  expect(faults({ ...euro, account_number: '4711' })).toEqual(['bank_accounts.0.account_number']);
  expect(faults({ ...euro, routing_number: '4711' })).toEqual(['bank_accounts.0.routing_number']);
  expect(faults(euro, { ...dollar, currency: 'EUR', routing_number: null })).toEqual(['bank_accounts.1.currency']);
  expect(faults({ ...euro, is_default: true }, { ...dollar, is_default: true })).toEqual([
    'bank_accounts.1.is_default',
  ]);
});

test('an invoice shows the account of its currency, else the default one, else none', () => {
  const accounts = [
    { currency: 'EUR', is_default: true },
    { currency: 'USD', is_default: false },
  ];
  const chosen = (from: typeof accounts) =>
    ['USD', 'EUR', 'JPY'].map((currency) => chooseBankAccount(from, currency)?.currency ?? null);
  expect(chosen(accounts)).toEqual(['USD', 'EUR', 'EUR']);
  expect(chosen(accounts.slice(1))).toEqual(['USD', null, null]);
});
