import jsQR from 'jsqr';
import { expect, it } from 'vitest';
import { greekInvoice, sampleInvoice } from '../test/sample-invoice.ts';
import { createPaymentCode, type PaymentCode, paymentCodeText } from './payment-code.ts';

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

const account = {
  ...{ account_holder: 'A', bank_name: null, currency: null },
  ...{ iban: null, account_number: null, routing_number: null, bic: null },
};

it('takes a euro account only, or one of which the currency was not written down', () => {
  const { seller } = greekInvoice();
  const codeFor = (currency: string | null) =>
    paymentCodeText(
      greekInvoice({ seller: { ...seller, bank: { ...account, currency, iban: 'GB29NWBK60161331926819' } } }),
    );
  expect([codeFor('EUR'), codeFor(null)]).not.toContain(null);
  expect(codeFor('GBP')).toBeNull();
});

it('keeps cents and drops a BIC that is none', () => {
  const invoice = greekInvoice({ amount_due: 5n });
  const bank = { ...account, iban: 'de89 3704 0044 0532 0130 00', bic: 'nonsense!' };
  const lines = paymentCodeText({ ...invoice, seller: { ...invoice.seller, bank } })?.split('\n');
  expect(lines?.slice(4, 8)).toEqual(['', 'A', 'DE89370400440532013000', 'EUR0.05']);
});

it('draws nothing for another currency, a settled invoice, or an account outside SEPA', () => {
  const seller = greekInvoice().seller;
  const abroad = { ...account, iban: 'TR330006100519786457841326' };
  expect(createPaymentCode(sampleInvoice())).toBeNull();
  expect(createPaymentCode(greekInvoice({ amount_due: 0n }))).toBeNull();
  expect(createPaymentCode(greekInvoice({ seller: { ...seller, bank: null } }))).toBeNull();
  expect(createPaymentCode(greekInvoice({ seller: { ...seller, bank: abroad } }))).toBeNull();
  expect(
    createPaymentCode(greekInvoice({ seller: { ...seller, bank: { ...account, account_number: '1' } } })),
  ).toBeNull();
  expect(createPaymentCode(greekInvoice())?.path).toMatch(/^M0 0h1v1h-1z/);
});

it('is read by a scanner as what it says, the amount to the cent', () => {
  for (const amount_due of [1n, 123n, 99_999_999_999n]) {
    const invoice = greekInvoice({ amount_due });
    const scanned = scan(createPaymentCode(invoice));
    expect(scanned).toBe(paymentCodeText(invoice));
    const amount = /^EUR(\d+)\.(\d\d)$/.exec(scanned?.split('\n')[7] ?? '');
    expect(BigInt(`${amount?.[1]}${amount?.[2]}`)).toBe(amount_due);
  }
});

/** Draws the path as a camera would see it, eight pixels a field and a quiet margin, and reads that. */
function scan(code: PaymentCode | null): string | undefined {
  if (code === null) return undefined;
  const [pixel, margin] = [8, 4];
  const side = (code.size + 2 * margin) * pixel;
  const image = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of code.path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dot = 0; dot < pixel * pixel; dot += 1) {
      const column = (Number(x) + margin) * pixel + (dot % pixel);
      const row = (Number(y) + margin) * pixel + Math.floor(dot / pixel);
      image.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
    }
  }
  const bytes = jsQR(image, side, side)?.binaryData;
  return bytes && new TextDecoder().decode(Uint8Array.from(bytes));
}
