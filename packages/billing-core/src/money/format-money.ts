import { currencyExponent } from './currencies.ts';
import { fromMinor } from './minor-units.ts';

/**
 * `locale` with Western digits: what we set in type has no others, and a bank needs to read them.
 * @example withWesternDigits('ar-EG') // 'ar-EG-u-ca-gregory-nu-latn'
 */
export function withWesternDigits(locale: string): string {
  return new Intl.Locale(locale, { numberingSystem: 'latn', calendar: 'gregory' }).toString();
}

/**
 * An amount of minor units as a reader of `locale` expects it.
 * Exact for every bigint: the digits go to Intl as text, never through a float. `display: 'code'` writes the ISO code
 * where the symbol could be mistaken or cannot be drawn.
 *
 * @throws BillingError unknown_currency
 * @example formatMoney(29800n, 'USD', 'en-US') // '$298.00'
 * @example formatMoney(29800n, 'JPY', 'en-US', 'code').endsWith('29,800') // true
 */
export function formatMoney(
  minorUnits: bigint,
  currency: string,
  locale: string,
  display: 'symbol' | 'code' = 'symbol',
): string {
  const exponent = currencyExponent(currency);
  return formatAmount(fromMinor(minorUnits, currency), currency, locale, { display, least: exponent, most: exponent });
}

/**
 * A price per unit, an exact decimal text in major units with up to 12 places, keeps all its digits.
 * @example formatUnitPrice('0.0042', 'USD', 'en-US') // '$0.0042'
 */
export function formatUnitPrice(
  price: string,
  currency: string,
  locale: string,
  display: 'symbol' | 'code' = 'symbol',
): string {
  return formatAmount(price, currency, locale, { display, least: currencyExponent(currency), most: 12 });
}

/**
 * A quantity, an exact decimal text with up to 12 places.
 * @example formatQuantity('1234.5', 'en-US') // '1,234.5'
 */
export function formatQuantity(quantity: string, locale: string): string {
  return new Intl.NumberFormat(withWesternDigits(locale), { maximumFractionDigits: 12 }).format(asNumeric(quantity));
}

type AmountFormat = { display: 'symbol' | 'code'; least: number; most: number };

function formatAmount(decimal: string, currency: string, locale: string, format: AmountFormat): string {
  return new Intl.NumberFormat(withWesternDigits(locale), {
    style: 'currency',
    currency,
    currencyDisplay: format.display,
    minimumFractionDigits: format.least,
    maximumFractionDigits: format.most,
  }).format(asNumeric(decimal));
}

/** Intl reads decimal text exactly (ECMAScript 2023); the type only admits literals it can prove numeric. */
function asNumeric(decimal: string): Intl.StringNumericLiteral {
  if (!/^-?\d+(\.\d+)?$/.test(decimal)) throw new RangeError(`"${decimal}" is not a plain decimal number.`);
  return decimal as Intl.StringNumericLiteral;
}
