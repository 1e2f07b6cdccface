import { readCreditReason } from '../../credit-notes/default-reasons.ts';
import type { DerivationStep } from '../../money/derivation.ts';
import { readDefaultReason } from '../../taxes/default-reasons.ts';
import { checkTaxId } from '../../taxes/tax-id/check-tax-id.ts';
import { formatDay } from '../../time/format-day.ts';
import { type Language, localeIn } from '../languages.ts';
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

/** What people of these countries call their tax numbers, and everybody who writes to them. */
const OWN_NAMES: Readonly<Record<string, string>> = { AU: 'ABN', CA: 'GST/HST', IN: 'GSTIN', NO: 'Org.nr.', US: 'EIN' };

/** An American who is no company may write the number of a person, which is no EIN. */
const OF_A_PERSON = /^\d{3}-\d{2}-\d{4}$/;

/**
 * A tax number after what it is called, which differs by country and for VAT numbers.
 *
 * @param country ISO 3166-1, of whose number it is; null where it is not known
 * @example taxIdWords(documentWords('de', 'de-DE'), 'DE136695976', 'DE') // 'USt-IdNr. DE136695976'
 * @example taxIdWords(documentWords('de', 'de-DE'), '12/345/67890', 'DE') // 'Steuernummer 12/345/67890'
 * @example taxIdWords(documentWords('de', 'de-DE'), '94-3456789', 'US') // 'EIN 94-3456789'
 * @example taxIdWords(documentWords('fr', 'fr-FR'), '51 824 753 556', 'AU') // 'ABN 51 824 753 556'
 */
export function taxIdWords(say: DocumentSay, number: string, country: string | null): string {
  const isVat = VAT_NUMBER.test(number.replace(/[\s.-]/g, '').toUpperCase());
  if (isVat || OF_A_PERSON.test(number)) return say(isVat ? 'vat_id' : 'tax_id', { number });
  const { verdict, country: of } = checkTaxId(number, country ?? '');
  const isKnown = verdict === 'valid' || verdict === 'format_only';
  if (!isKnown) return say('tax_id', { number });
  const name = OWN_NAMES[of];
  return name === undefined ? say('vat_id', { number }) : `${name} ${number}`;
}

/**
 * What the number of a bank is called where accounts have no IBAN.
 *
 * @param currency ISO 4217, in which the account is kept; null where it is not known
 * @example bankCodeWords(documentWords('de', 'de-DE'), '021000021', 'USD') // 'ABA routing number'
 * @example bankCodeWords(documentWords('de', 'de-DE'), '20-00-00', 'GBP') // 'Sort code'
 * @example bankCodeWords(documentWords('de', 'de-DE'), 'HDFC0000001', 'INR') // 'IFSC'
 * @example bankCodeWords(documentWords('de', 'de-DE'), '0001', null) // 'Bankcode'
 */
export function bankCodeWords(say: DocumentSay, code: string, currency: string | null): string {
  const plain = code.replace(/[\s-]/g, '').toUpperCase();
  if (/^[A-Z]{4}0[A-Z0-9]{6}$/.test(plain)) return 'IFSC';
  if (currency === 'USD' && /^\d{9}$/.test(plain)) return 'ABA routing number';
  if (currency === 'GBP' && /^\d{6}$/.test(plain)) return 'Sort code';
  if (currency === 'AUD' && /^\d{6}$/.test(plain)) return 'BSB';
  return say('routing_number');
}

/** A day has this many seconds, less the hour that a clock change may take: periods counted in days are never so long. */
const LEAST_SECONDS = 82_800;

/**
 * Which part of its period a line is for, where it is for a part: that of its derivation, counted in days. null where it is
 * for all of it, and where the part was counted in seconds, of which the days of the line tell enough.
 * @example portionWords(documentWords('de', 'de-DE'), { steps: [{ rule: 'proration', about: { part: 20, whole: 31 } }] }) // '20 von 31 Tagen'
 * @example portionWords(documentWords('de', 'de-DE'), { steps: [{ rule: 'proration', about: { part: 3600, whole: 2678400 } }] }) // null
 * @example portionWords(documentWords('de', 'de-DE'), { steps: [] }) // null
 */
export function portionWords(say: DocumentSay, derivation: { steps: readonly ProrationStep[] }): string | null {
  const { part, whole } = derivation.steps.find(({ rule }) => rule === 'proration')?.about ?? {};
  if (part === undefined || whole === undefined || Number(whole) >= LEAST_SECONDS) return null;
  return say('part_of_days', { days: String(part), whole: String(whole) });
}

type ProrationStep = Pick<DerivationStep, 'rule' | 'about'>;

/**
 * Why something is credited: what people wrote, as they wrote it; what this system wrote, in the language of the reader.
 * @example creditReasonWords(documentWords('de', 'de-DE'), { language: 'de', locale: 'de-DE' }, 'Subscription ended on 2026-11-27') // 'Abonnement beendet am 27.11.2026'
 * @example creditReasonWords(documentWords('en', 'el-GR'), { language: 'en', locale: 'el-GR' }, 'Subscription ended on 2026-11-27') // 'Subscription ended on 27 Nov 2026'
 * @example creditReasonWords(documentWords('de', 'de-DE'), { language: 'de', locale: 'de-DE' }, 'Eine kam zerbrochen an') // 'Eine kam zerbrochen an'
 */
export function creditReasonWords(
  say: DocumentSay,
  reader: { language: Language; locale: string },
  reason: string,
): string {
  const own = readCreditReason(reason);
  if (own === null) return reason;
  if (!('day' in own)) return say(`credit_${own.why}`);
  const day = formatDay(own.day, sentenceLocale(reader));
  if (own.why === 'changed') return say('credit_changed', { plan: own.plan, day });
  return say(`credit_${own.why}`, { day });
}

/** A day within a sentence has its months in the words of the sentence, also where English stands in for another language. */
function sentenceLocale({ language, locale }: { language: Language; locale: string }): string {
  const isOwn = new Intl.Locale(locale).language === language;
  return isOwn || language !== 'en' ? localeIn(language, locale) : 'en-GB';
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
