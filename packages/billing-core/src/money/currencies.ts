import { z } from 'zod';
import { BillingError } from '../errors/index.ts';

export type Currency = { readonly code: string; readonly exponent: number; readonly name: string };

/**
 * ISO 4217 as of January 2026: code, minor-unit exponent, English name. Frozen on purpose: an exponent that changed
 * under stored amounts would change what they mean. ANG and BGN stay because old invoices are written in them.
 * Metals, testing codes and codes without a minor unit are left out.
 */
const TABLE: readonly (readonly [code: string, exponent: number, name: string])[] = [
  ['AED', 2, 'United Arab Emirates dirham'],
  ['AFN', 2, 'Afghan afghani'],
  ['ALL', 2, 'Albanian lek'],
  ['AMD', 2, 'Armenian dram'],
  ['ANG', 2, 'Netherlands Antillean guilder'],
  ['AOA', 2, 'Angolan kwanza'],
  ['ARS', 2, 'Argentine peso'],
  ['AUD', 2, 'Australian dollar'],
  ['AWG', 2, 'Aruban florin'],
  ['AZN', 2, 'Azerbaijani manat'],
  ['BAM', 2, 'Bosnia and Herzegovina convertible mark'],
  ['BBD', 2, 'Barbados dollar'],
  ['BDT', 2, 'Bangladeshi taka'],
  ['BGN', 2, 'Bulgarian lev'],
  ['BHD', 3, 'Bahraini dinar'],
  ['BIF', 0, 'Burundian franc'],
  ['BMD', 2, 'Bermudian dollar'],
  ['BND', 2, 'Brunei dollar'],
  ['BOB', 2, 'Boliviano'],
  ['BOV', 2, 'Bolivian Mvdol'],
  ['BRL', 2, 'Brazilian real'],
  ['BSD', 2, 'Bahamian dollar'],
  ['BTN', 2, 'Bhutanese ngultrum'],
  ['BWP', 2, 'Botswana pula'],
  ['BYN', 2, 'Belarusian ruble'],
  ['BZD', 2, 'Belize dollar'],
  ['CAD', 2, 'Canadian dollar'],
  ['CDF', 2, 'Congolese franc'],
  ['CHE', 2, 'WIR euro'],
  ['CHF', 2, 'Swiss franc'],
  ['CHW', 2, 'WIR franc'],
  ['CLF', 4, 'Unidad de fomento'],
  ['CLP', 0, 'Chilean peso'],
  ['CNY', 2, 'Chinese yuan'],
  ['COP', 2, 'Colombian peso'],
  ['COU', 2, 'Unidad de valor real'],
  ['CRC', 2, 'Costa Rican colon'],
  ['CUP', 2, 'Cuban peso'],
  ['CVE', 2, 'Cape Verdean escudo'],
  ['CZK', 2, 'Czech koruna'],
  ['DJF', 0, 'Djiboutian franc'],
  ['DKK', 2, 'Danish krone'],
  ['DOP', 2, 'Dominican peso'],
  ['DZD', 2, 'Algerian dinar'],
  ['EGP', 2, 'Egyptian pound'],
  ['ERN', 2, 'Eritrean nakfa'],
  ['ETB', 2, 'Ethiopian birr'],
  ['EUR', 2, 'Euro'],
  ['FJD', 2, 'Fiji dollar'],
  ['FKP', 2, 'Falkland Islands pound'],
  ['GBP', 2, 'Pound sterling'],
  ['GEL', 2, 'Georgian lari'],
  ['GHS', 2, 'Ghanaian cedi'],
  ['GIP', 2, 'Gibraltar pound'],
  ['GMD', 2, 'Gambian dalasi'],
  ['GNF', 0, 'Guinean franc'],
  ['GTQ', 2, 'Guatemalan quetzal'],
  ['GYD', 2, 'Guyanese dollar'],
  ['HKD', 2, 'Hong Kong dollar'],
  ['HNL', 2, 'Honduran lempira'],
  ['HTG', 2, 'Haitian gourde'],
  ['HUF', 2, 'Hungarian forint'],
  ['IDR', 2, 'Indonesian rupiah'],
  ['ILS', 2, 'Israeli new shekel'],
  ['INR', 2, 'Indian rupee'],
  ['IQD', 3, 'Iraqi dinar'],
  ['IRR', 2, 'Iranian rial'],
  ['ISK', 0, 'Icelandic krona'],
  ['JMD', 2, 'Jamaican dollar'],
  ['JOD', 3, 'Jordanian dinar'],
  ['JPY', 0, 'Japanese yen'],
  ['KES', 2, 'Kenyan shilling'],
  ['KGS', 2, 'Kyrgyzstani som'],
  ['KHR', 2, 'Cambodian riel'],
  ['KMF', 0, 'Comorian franc'],
  ['KPW', 2, 'North Korean won'],
  ['KRW', 0, 'South Korean won'],
  ['KWD', 3, 'Kuwaiti dinar'],
  ['KYD', 2, 'Cayman Islands dollar'],
  ['KZT', 2, 'Kazakhstani tenge'],
  ['LAK', 2, 'Lao kip'],
  ['LBP', 2, 'Lebanese pound'],
  ['LKR', 2, 'Sri Lankan rupee'],
  ['LRD', 2, 'Liberian dollar'],
  ['LSL', 2, 'Lesotho loti'],
  ['LYD', 3, 'Libyan dinar'],
  ['MAD', 2, 'Moroccan dirham'],
  ['MDL', 2, 'Moldovan leu'],
  ['MGA', 2, 'Malagasy ariary'],
  ['MKD', 2, 'Macedonian denar'],
  ['MMK', 2, 'Myanmar kyat'],
  ['MNT', 2, 'Mongolian togrog'],
  ['MOP', 2, 'Macanese pataca'],
  ['MRU', 2, 'Mauritanian ouguiya'],
  ['MUR', 2, 'Mauritian rupee'],
  ['MVR', 2, 'Maldivian rufiyaa'],
  ['MWK', 2, 'Malawian kwacha'],
  ['MXN', 2, 'Mexican peso'],
  ['MXV', 2, 'Mexican unidad de inversion'],
  ['MYR', 2, 'Malaysian ringgit'],
  ['MZN', 2, 'Mozambican metical'],
  ['NAD', 2, 'Namibian dollar'],
  ['NGN', 2, 'Nigerian naira'],
  ['NIO', 2, 'Nicaraguan cordoba'],
  ['NOK', 2, 'Norwegian krone'],
  ['NPR', 2, 'Nepalese rupee'],
  ['NZD', 2, 'New Zealand dollar'],
  ['OMR', 3, 'Omani rial'],
  ['PAB', 2, 'Panamanian balboa'],
  ['PEN', 2, 'Peruvian sol'],
  ['PGK', 2, 'Papua New Guinean kina'],
  ['PHP', 2, 'Philippine peso'],
  ['PKR', 2, 'Pakistani rupee'],
  ['PLN', 2, 'Polish zloty'],
  ['PYG', 0, 'Paraguayan guarani'],
  ['QAR', 2, 'Qatari riyal'],
  ['RON', 2, 'Romanian leu'],
  ['RSD', 2, 'Serbian dinar'],
  ['RUB', 2, 'Russian ruble'],
  ['RWF', 0, 'Rwandan franc'],
  ['SAR', 2, 'Saudi riyal'],
  ['SBD', 2, 'Solomon Islands dollar'],
  ['SCR', 2, 'Seychelles rupee'],
  ['SDG', 2, 'Sudanese pound'],
  ['SEK', 2, 'Swedish krona'],
  ['SGD', 2, 'Singapore dollar'],
  ['SHP', 2, 'Saint Helena pound'],
  ['SLE', 2, 'Sierra Leonean leone'],
  ['SOS', 2, 'Somali shilling'],
  ['SRD', 2, 'Surinamese dollar'],
  ['SSP', 2, 'South Sudanese pound'],
  ['STN', 2, 'Sao Tome and Principe dobra'],
  ['SVC', 2, 'Salvadoran colon'],
  ['SYP', 2, 'Syrian pound'],
  ['SZL', 2, 'Swazi lilangeni'],
  ['THB', 2, 'Thai baht'],
  ['TJS', 2, 'Tajikistani somoni'],
  ['TMT', 2, 'Turkmenistan manat'],
  ['TND', 3, 'Tunisian dinar'],
  ['TOP', 2, 'Tongan paanga'],
  ['TRY', 2, 'Turkish lira'],
  ['TTD', 2, 'Trinidad and Tobago dollar'],
  ['TWD', 2, 'New Taiwan dollar'],
  ['TZS', 2, 'Tanzanian shilling'],
  ['UAH', 2, 'Ukrainian hryvnia'],
  ['UGX', 0, 'Ugandan shilling'],
  ['USD', 2, 'United States dollar'],
  ['USN', 2, 'United States dollar (next day)'],
  ['UYI', 0, 'Uruguay peso en unidades indexadas'],
  ['UYU', 2, 'Uruguayan peso'],
  ['UYW', 4, 'Unidad previsional'],
  ['UZS', 2, 'Uzbekistani sum'],
  ['VED', 2, 'Venezuelan digital bolivar'],
  ['VES', 2, 'Venezuelan sovereign bolivar'],
  ['VND', 0, 'Vietnamese dong'],
  ['VUV', 0, 'Vanuatu vatu'],
  ['WST', 2, 'Samoan tala'],
  ['XAD', 2, 'Arab accounting dinar'],
  ['XAF', 0, 'Central African CFA franc'],
  ['XCD', 2, 'East Caribbean dollar'],
  ['XCG', 2, 'Caribbean guilder'],
  ['XOF', 0, 'West African CFA franc'],
  ['XPF', 0, 'CFP franc'],
  ['YER', 2, 'Yemeni rial'],
  ['ZAR', 2, 'South African rand'],
  ['ZMW', 2, 'Zambian kwacha'],
  ['ZWG', 2, 'Zimbabwe gold'],
];

export const CURRENCIES: readonly Currency[] = Object.freeze(
  TABLE.map(([code, exponent, name]) => Object.freeze({ code, exponent, name })),
);

const BY_CODE: ReadonlyMap<string, Currency> = new Map(CURRENCIES.map((currency) => [currency.code, currency]));

export const CurrencyCode = z
  .string()
  .refine((code) => BY_CODE.has(code), 'is not an ISO 4217 currency code; use one such as "USD", in capitals')
  .describe('ISO 4217 code, such as USD.');
export type CurrencyCode = z.infer<typeof CurrencyCode>;

/**
 * True for a code of the table, in capitals.
 * @example isCurrencyCode('EUR') // true
 * @example isCurrencyCode('eur') // false
 */
export function isCurrencyCode(code: string): boolean {
  return BY_CODE.has(code);
}

/**
 * The currency of a code.
 *
 * @throws BillingError unknown_currency
 * @example findCurrency('JPY') // { code: 'JPY', exponent: 0, name: 'Japanese yen' }
 * @example findCurrency('XYZ') // throws unknown_currency
 */
export function findCurrency(code: string): Currency {
  const currency = BY_CODE.get(code);
  if (currency === undefined) {
    throw new BillingError('unknown_currency', `currency "${code}" is not in ISO 4217; use a code such as "USD".`);
  }
  return currency;
}

/**
 * How many decimal places the minor unit has. Source: ISO 4217.
 *
 * @throws BillingError unknown_currency
 * @example ['USD', 'JPY', 'KWD', 'CLF'].map(currencyExponent) // [2, 0, 3, 4]
 */
export function currencyExponent(code: string): number {
  return findCurrency(code).exponent;
}
