import { isCountryCode } from '../../wire/countries.ts';

/** Prefixes of the European Union that are not the ISO code of their country. */
const PREFIX_OF_ITS_OWN: Readonly<Record<string, { country: string; region: string | null }>> = {
  EL: { country: 'GR', region: null },
  XI: { country: 'GB', region: 'NIR' },
};

/**
 * The country, and for Northern Ireland the region, that a tax number names by its first two letters: EL is Greece, XI is
 * Northern Ireland, otherwise it is ISO 3166-1. Null when the number begins with none.
 *
 * @example countryOfTaxId('EL 123456783') // { country: 'GR', region: null }
 * @example countryOfTaxId('DE136695976') // { country: 'DE', region: null }
 * @example countryOfTaxId('51 824 753 556') // null
 */
export function countryOfTaxId(taxId: string): { country: string; region: string | null } | null {
  const prefix = taxId.trim().slice(0, 2).toUpperCase();
  return PREFIX_OF_ITS_OWN[prefix] ?? (isCountryCode(prefix) ? { country: prefix, region: null } : null);
}
