import type { Language } from '../languages/languages.ts';

/** The parts of an address as they are stored; empty and absent are the same. */
export type PostalAddress = {
  address_line1: string | null;
  address_line2: string | null;
  city: string | null;
  state: string | null;
  postal_code: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string;
};

/**
 * How the lines after the street read, by country. P postal code, C city, S state; a bar starts a line. Countries that
 * are not named write the postal code before the city, as most of the world does.
 */
// biome-ignore format: a table, grouped by what its lines have in common
const LAYOUTS: Record<string, string> = {
  // City, state and code on one line.
  US: 'C, S P', CA: 'C S P', AU: 'C S P', PR: 'C, S P', MX: 'P C, S', BR: 'C - S|P', IN: 'C P|S', ZA: 'C|P', NG: 'C P|S',
  // The postal code stands alone, last.
  GB: 'C|P', IE: 'C|S|P', UA: 'C|S|P', RU: 'C|S|P', KZ: 'C|S|P', BY: 'P C|S', LK: 'C|P', KE: 'P|C',
  // City and code, in this order.
  NZ: 'C P', SG: 'C P', HK: 'C|S', TW: 'C, S P', TH: 'C|S P', ID: 'C|S P', VN: 'C|S P', PH: 'P C|S', JP: 'C, S P', KR: 'C, S P',
  CN: 'P C, S', PK: 'C-P', BD: 'C - P', SA: 'C P', AE: 'C|S', EG: 'C|S|P', CO: 'C, S, P', CL: 'P C|S', AR: 'P C|S', PE: 'C P|S',
  // The province is part of the line.
  IT: 'P C S', ES: 'P C|S', TR: 'P C/S', MY: 'P C|S',
};

const DEFAULT_LAYOUT = 'P C|S';

/**
 * An address as an envelope shows it, one entry a line, country last, in the language that it is
 * sent in: `["450 Market Street", "San Francisco, CA 94105", "United States"]`. Missing parts leave no hole and no comma.
 */
export function formatAddress(address: PostalAddress, language: Language = 'en'): string[] {
  const parts: Record<string, string> = {
    C: address.city?.trim() ?? '',
    S: address.state?.trim() ?? '',
    P: address.postal_code?.trim() ?? '',
  };
  const country = address.country.toUpperCase();
  const layout = LAYOUTS[country] ?? DEFAULT_LAYOUT;
  return [
    address.address_line1?.trim() ?? '',
    address.address_line2?.trim() ?? '',
    ...layout.split('|').map((line) => fillLine(line, parts)),
    countryName(country, language),
  ].filter((line) => line !== '');
}

/** A separator is kept only between two parts that are there. */
function fillLine(line: string, parts: Record<string, string>): string {
  let filled = '';
  let separator = '';
  for (const token of line.match(/[CSP]|[^CSP]+/g) ?? []) {
    const part = parts[token];
    if (part === undefined) separator = token;
    else if (part !== '') filled += filled === '' ? part : `${separator}${part}`;
  }
  return filled;
}

const countryNames = new Map<Language, Intl.DisplayNames>();

function countryName(code: string, language: Language): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const names = countryNames.get(language) ?? new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  countryNames.set(language, names);
  return names.of(code) ?? code;
}
