import { expect, it } from 'vitest';
import { bicFault, compactIban, ibanFault, routingNumberFault } from './bank-account.ts';

it.each([
  'DE89 3704 0044 0532 0130 00',
  'GB29 NWBK 6016 1331 9268 19',
  'FR14 2004 1010 0505 0001 3M02 606',
  'NO93 8601 1117 947',
  'MT84 MALT 0110 0001 2345 MTLC AST0 01S',
  'pl61 1090 1014 0000 0712 1981 2874',
])('takes the IBAN %s', (iban) => {
  expect(ibanFault(compactIban(iban))).toBeNull();
});

it('finds every digit that is wrong and every two neighbours that changed places', () => {
  const iban = 'DE89370400440532013000';
  for (let at = 2; at < iban.length; at += 1) {
    const digit = Number(iban[at]);
    const wrong = `${iban.slice(0, at)}${(digit + 1) % 10}${iban.slice(at + 1)}`;
    expect(ibanFault(wrong), wrong).toMatch(/check digits/);
    const [one = '', other = ''] = [iban[at], iban[at + 1]];
    const exchanged = `${iban.slice(0, at)}${other}${one}${iban.slice(at + 2)}`;
    if (one !== other && at + 1 < iban.length) expect(ibanFault(exchanged), exchanged).toMatch(/check digits/);
  }
});

it('says what is wrong with anything else', () => {
  expect(ibanFault('DE8937040044053201300')).toBe('is not an IBAN: one of DE has 22 characters, this has 21');
  expect(ibanFault('US64SVBKUS6S3300958879')).toBe('is not an IBAN: accounts in US have none');
  expect(ibanFault('4711')).toBe('is not an IBAN; write it like DE89 3704 0044 0532 0130 00');
});

it('knows a BIC by its form', () => {
  expect([bicFault('COBADEFF'), bicFault('COBADEFFXXX')]).toEqual([null, null]);
  for (const wrong of ['COBADEF', 'COBADEFFXX', 'COBA12FF', 'COBA-EFF'])
    expect(bicFault(wrong)).toMatch(/is not a BIC/);
});

it('knows a routing number by its check digit', () => {
  expect(['021000021', '011401533', '122105155'].map(routingNumberFault)).toEqual([null, null, null]);
  expect(routingNumberFault('021000012')).toMatch(/check digit/);
  expect(routingNumberFault('02100002')).toMatch(/9 digits/);
});
