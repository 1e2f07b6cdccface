import { readDefaultReason } from '../../taxes/default-reasons.ts';
import type { DocumentSay } from './document-words.ts';

/**
 * Payment terms in words: `due_on_receipt`, `end_of_month` or `net_<N>`; anything else as it is.
 * @example paymentTermWords(documentWords('fr', 'fr-FR'), 'net_30') // '30 jours nets'
 */
export function paymentTermWords(say: DocumentSay, terms: string): string {
  if (terms === 'due_on_receipt' || terms === 'end_of_month') return say(terms);
  const days = /^net_(\d+)$/.exec(terms)?.[1];
  return days === undefined ? terms : say('net_days', { count: Number(days) });
}

const METHODS = {
  bank_transfer: 'method_bank_transfer',
  direct_debit: 'method_direct_debit',
  card: 'method_card',
  cash: 'method_cash',
} as const;

/**
 * How a payment came, in words; a method without words in its own.
 * @example paymentMethodWords(documentWords('sv', 'sv-SE'), 'direct_debit') // 'Autogiro'
 * @example paymentMethodWords(documentWords('sv', 'sv-SE'), 'carrier_pigeon') // 'Carrier pigeon'
 */
export function paymentMethodWords(say: DocumentSay, method: string): string {
  if (Object.hasOwn(METHODS, method)) return say(METHODS[method as keyof typeof METHODS]);
  const spaced = method.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The prefixes of VAT numbers: of the union, Northern Ireland, Great Britain and Switzerland. */
const VAT_NUMBER =
  /^(AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI|CHE)[A-Z0-9]{7,13}$/;

/**
 * A tax number after what it is called, which differs for VAT numbers.
 * @example taxIdWords(documentWords('de', 'de-DE'), 'DE136695976') // 'USt-IdNr. DE136695976'
 * @example taxIdWords(documentWords('de', 'de-DE'), '94-3456789') // 'Steuernummer 94-3456789'
 */
export function taxIdWords(say: DocumentSay, number: string): string {
  const isVat = VAT_NUMBER.test(number.replace(/[\s.-]/g, '').toUpperCase());
  return say(isVat ? 'vat_id' : 'tax_id', { number });
}

/** Why there is no tax, as it was stored. */
export type StoredReason = { reason: string | null; reason_code: string | null; category: string | null };

const BY_CODE = {
  'VATEX-EU-AE': 'reverse_charge',
  'VATEX-EU-IC': 'intra_community_supply',
  'VATEX-EU-G': 'export_exempt',
  'VATEX-EU-O': 'outside_scope',
  AE: 'reverse_charge',
  K: 'intra_community_supply',
  G: 'export_exempt',
  O: 'outside_scope',
  E: 'exempt',
} as const;

/**
 * Why there is no tax: what the company wrote, as it wrote it; what this system wrote, and what a code says, in the
 * language of the reader and the wording of its law. null where nothing is said.
 * @example taxReasonWords(documentWords('de', 'de-DE'), 'de-DE', { reason: null, reason_code: 'VATEX-EU-AE', category: 'AE' }) // 'Steuerschuldnerschaft des Leistungsempfängers'
 * @example taxReasonWords(documentWords('it', 'it-IT'), 'it-IT', { reason: 'Not charged to customers in US', reason_code: null, category: null }) // 'Non addebitate ai clienti di questo paese: Stati Uniti'
 * @example taxReasonWords(documentWords('de', 'de-DE'), 'de-DE', { reason: 'Kleinunternehmer', reason_code: null, category: 'E' }) // 'Kleinunternehmer'
 */
export function taxReasonWords(say: DocumentSay, locale: string, stored: StoredReason): string | null {
  const { reason, reason_code, category } = stored;
  if (reason !== null) {
    const own = readDefaultReason(reason);
    if (own === null) return reason;
    if (own.why === 'exempt') return say('customer_exempt');
    const names = new Intl.DisplayNames([locale], { type: 'region' });
    return say('not_charged_in', { country: names.of(own.country) ?? own.country });
  }
  const known = [reason_code, category].find((code) => code !== null && Object.hasOwn(BY_CODE, code));
  return known ? say(BY_CODE[known as keyof typeof BY_CODE]) : reason_code;
}
