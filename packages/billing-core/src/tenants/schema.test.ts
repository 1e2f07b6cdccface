import { expect, test } from 'vitest';
import { UpdateTenant } from './schema.ts';

test('a bank account is kept without its spaces, and one with a slip of the keys is refused', () => {
  const given = { bank_iban: 'de89 3704 0044 0532 0130 00', bank_bic: 'cobadeff xxx' };
  expect(UpdateTenant.parse(given)).toMatchObject({ bank_iban: 'DE89370400440532013000', bank_bic: 'COBADEFFXXX' });
  const wrong = UpdateTenant.safeParse({ bank_iban: 'DE88370400440532013000', bank_bic: 'COBADE' });
  expect(wrong.error?.issues.map(({ path }) => path[0])).toEqual(['bank_iban', 'bank_bic']);
});
