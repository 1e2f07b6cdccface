import { encode } from 'uqr';
import type { InvoiceDocument } from './invoice-document.ts';

/** What a bank's app reads: the dark fields of a square of `size` by `size`, as the path of an SVG. */
export type PaymentCode = { size: number; path: string };

/** Countries whose accounts take part in SEPA. */
const SEPA =
  'AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA';
const SEPA_IBAN = new RegExp(`^(${SEPA.replaceAll(' ', '|')})\\d{2}[A-Z0-9]{11,30}$`);
const MOST_CENTS = 99_999_999_999n;

/**
 * The text of an EPC069-12 code (GiroCode), version 002, for a SEPA transfer of what is due; null where it does not
 * apply: another currency of invoice or account, nothing due, no SEPA account, or an amount beyond what the standard can say.
 */
export function paymentCodeText(invoice: InvoiceDocument): string | null {
  const { bank } = invoice.seller;
  const iban = bank?.iban?.replace(/\s/g, '').toUpperCase() ?? '';
  const due = invoice.amount_due;
  if (bank === null || !isEuro(invoice.currency, bank.currency) || !SEPA_IBAN.test(iban)) return null;
  if (due <= 0n || due > MOST_CENTS) return null;
  const bic = bank.bic?.replace(/\s/g, '').toUpperCase() ?? '';
  const lines = [
    'BCD',
    '002',
    // UTF-8.
    '1',
    'SCT',
    /^[A-Z0-9]{8}([A-Z0-9]{3})?$/.test(bic) ? bic : '',
    fieldOf(bank.account_holder, 70),
    iban,
    `EUR${due / 100n}.${(due % 100n).toString().padStart(2, '0')}`,
    '',
    '',
    fieldOf(invoice.invoice_number, 140),
  ];
  return lines.join('\n');
}

/** The code of `paymentCodeText` with error correction M, as the standard asks. */
export function createPaymentCode(invoice: InvoiceDocument): PaymentCode | null {
  const content = paymentCodeText(invoice);
  if (content === null) return null;
  const { size, data } = encode(content, { ecc: 'M', border: 0, maxVersion: 13 });
  const fields = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
  return { size, path: fields.join('') };
}

/** Both the invoice and the account it is paid into, where that is known. */
const isEuro = (...currencies: (string | null)[]): boolean =>
  currencies.every((currency) => currency === null || currency === 'EUR');

/** A field is one line of at most `most` characters. */
function fieldOf(text: string, most: number): string {
  return [...text.replace(/\s+/g, ' ').trim()].slice(0, most).join('');
}
