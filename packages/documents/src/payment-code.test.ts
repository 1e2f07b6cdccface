import { expect, it } from 'vitest';
import { greekInvoice, sampleInvoice } from '../test/sample-invoice.ts';
import { createPaymentCode, paymentCodeText } from './payment-code.ts';

it('says who is paid, where, how much and for what, as EPC069-12 lays it out', () => {
  expect(paymentCodeText(greekInvoice())?.split('\n')).toEqual([
    'BCD',
    '002',
    '1',
    'SCT',
    'PKOPPLPW',
    'Żółta Łódź Sp. z o.o.',
    'PL61109010140000071219812874',
    'EUR1235094.75',
    '',
    '',
    'INV-2026-0042',
  ]);
});

it('keeps cents and drops a BIC that is none', () => {
  const invoice = greekInvoice({ amount_due: 5n });
  const bank = { account_holder: 'A', bank_name: null, iban: 'de89 3704 0044 0532 0130 00', bic: 'nonsense!' };
  const lines = paymentCodeText({ ...invoice, seller: { ...invoice.seller, bank } })?.split('\n');
  expect(lines?.slice(4, 8)).toEqual(['', 'A', 'DE89370400440532013000', 'EUR0.05']);
});

it('draws nothing for another currency, a settled invoice, or an account outside SEPA', () => {
  const seller = greekInvoice().seller;
  const abroad = { account_holder: 'A', bank_name: null, iban: 'TR330006100519786457841326', bic: null };
  expect(createPaymentCode(sampleInvoice())).toBeNull();
  expect(createPaymentCode(greekInvoice({ amount_due: 0n }))).toBeNull();
  expect(createPaymentCode(greekInvoice({ seller: { ...seller, bank: null } }))).toBeNull();
  expect(createPaymentCode(greekInvoice({ seller: { ...seller, bank: abroad } }))).toBeNull();
  expect(createPaymentCode(greekInvoice())?.path).toMatch(/^M0 0h1v1h-1z/);
});
