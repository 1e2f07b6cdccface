import { COUNTRY_CODES, isCountryCode } from '../wire/index.ts';

/** What files call countries beside their English names. */
const ALIASES: Record<string, string> = {
  // ISO 3166-1 has no code for both islands; Jersey is the larger one.
  'channel islands': 'JE',
  'czech republic': 'CZ',
  eire: 'IE',
  england: 'GB',
  'great britain': 'GB',
  holland: 'NL',
  'hong kong': 'HK',
  korea: 'KR',
  macau: 'MO',
  rsa: 'ZA',
  'slovak republic': 'SK',
  'the netherlands': 'NL',
  turkey: 'TR',
  uae: 'AE',
  uk: 'GB',
  usa: 'US',
};

let byName: ReadonlyMap<string, string> | null = null;

/**
 * The ISO 3166-1 code of a country by its code or its English name; null where it is neither.
 * @example countryOf('United Kingdom') // 'GB'
 * @example countryOf('EIRE') // 'IE'
 * @example countryOf('European Community') // null
 */
export function countryOf(text: string): string | null {
  const word = text.trim();
  if (isCountryCode(word.toUpperCase())) return word.toUpperCase();
  byName ??= namedCountries();
  return byName.get(word.toLowerCase()) ?? null;
}

/**
 * The English name of a country.
 * @example countryNameOf('IE') // 'Ireland'
 */
export function countryNameOf(code: string): string {
  return new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code;
}

function namedCountries(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  const known = COUNTRY_CODES.map((code) => [(names.of(code) ?? code).toLowerCase(), code] as const);
  return new Map([...known, ...Object.entries(ALIASES)]);
}
