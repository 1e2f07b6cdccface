import { OTHER_TAX_IDS } from './elsewhere.ts';
import { EU_TAX_IDS } from './european-union.ts';
import { countryOfTaxId } from './tax-id-country.ts';
import type { TaxIdRule } from './tax-id-rule.ts';

export type TaxIdCheck = {
  /**
   * - valid: format and check digits are right. Whether the number was given out, only its register knows.
   * - format_only: the format is right; there are no check digits to look at
   * - invalid: nobody has such a number
   * - not_checked: the numbers of that country are not known here
   */
  verdict: 'valid' | 'format_only' | 'invalid' | 'not_checked';
  /** Whose number it is, ISO 3166-1. */
  country: string;
  /** Without blanks, dots and dashes, in capitals, with the prefix of its country where it has one. */
  number: string;
  /** For a person: what is wrong with it, or what was not looked at; null when it is valid. */
  reason: string | null;
};

const TAX_IDS: Readonly<Record<string, TaxIdRule>> = { ...EU_TAX_IDS, ...OTHER_TAX_IDS };

/**
 * Whether a tax number can be one, by its format and check digits, of all member states of the European Union, Great
 * Britain and Northern Ireland, Switzerland, Norway, Australia, India, Canada, and by its format for the United States.
 * A prefix in the number counts before the country given. It never asks a register.
 *
 * @param country ISO 3166-1, of the customer: for numbers without a prefix
 * @example checkTaxId('DE 136 695 976', 'DE') // { verdict: 'valid', country: 'DE', number: 'DE136695976', reason: null }
 * @example checkTaxId('094259216', 'GR').number // 'EL094259216'
 * @example checkTaxId('DE136695977', 'DE').verdict // 'invalid'
 * @example checkTaxId('12-3456789', 'US').verdict // 'format_only'
 * @example checkTaxId('1234', 'BR').verdict // 'not_checked'
 */
export function checkTaxId(taxId: string, country: string): TaxIdCheck {
  const text = taxId.toUpperCase().replace(/[\s./-]/g, '');
  const own = { of: country, rule: TAX_IDS[country] };
  const prefixed = countryOfTaxId(text)?.country ?? country;
  const matching = [{ of: prefixed, rule: TAX_IDS[prefixed] }, own].find(
    ({ rule }) => rule?.format.test(withoutPrefix(text, rule)) === true,
  );
  const { of, rule } = matching ?? own;
  if (rule === undefined) {
    const reason = `the tax IDs of ${of} are not known here: it was not checked`;
    return { verdict: 'not_checked', country: of, number: text, reason };
  }
  return judge(text, of, rule);
}

function judge(text: string, country: string, rule: TaxIdRule): TaxIdCheck {
  const number = withoutPrefix(text, rule);
  const whole = { country, number: withPrefix(text, number, rule) };
  if (!rule.format.test(number))
    return { ...whole, verdict: 'invalid', reason: `is no tax ID of ${country}; one looks like ${rule.example}` };
  if (rule.check === null)
    return { ...whole, verdict: 'format_only', reason: `tax IDs of ${country} have no check digit to look at` };
  if (rule.check(number)) return { ...whole, verdict: 'valid', reason: null };
  return { ...whole, verdict: 'invalid', reason: `has the wrong check digits for ${country}; is a digit mistyped?` };
}

/** Northern Ireland numbers as Great Britain does, under another prefix. */
const NORTHERN_IRELAND = 'XI';

function withoutPrefix(text: string, { prefix }: TaxIdRule): string {
  if (prefix === 'GB' && text.startsWith(NORTHERN_IRELAND)) return text.slice(2);
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function withPrefix(text: string, number: string, { prefix }: TaxIdRule): string {
  return prefix === 'GB' && text.startsWith(NORTHERN_IRELAND) ? text : prefix + number;
}
