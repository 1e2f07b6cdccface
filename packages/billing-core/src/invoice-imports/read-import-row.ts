import { decimalText, isCurrencyCode, wireDecimalFault } from '../money/index.ts';
import { EARLIEST_DAY, isLocalDate, type LocalDate, localDateAt, parseInstant } from '../time/index.ts';
import { countryOf } from './country-of.ts';
import type { ImportField, ImportSettings } from './import-settings.ts';
import type { RefusalReason } from './refusal-reasons.ts';

/** One line of a past document, as a file says it. Decimals in their shortest text. */
export type ImportRow = {
  number: string;
  is_credit: boolean;
  date: LocalDate;
  /** null where the file names none. */
  customer: string | null;
  customer_name: string | null;
  country: string | null;
  product: string | null;
  description: string | null;
  /** In the signs of an invoice: what a credit note takes back is positive here. */
  quantity: string;
  unit_price: string;
  currency: string;
};

export type RowFault = { reason: RefusalReason; field: ImportField; value: string };
export type ReadRow = { row: ImportRow } | { fault: RowFault; number: string | null };

type Cells = Partial<Record<ImportField, string>>;
/** `latest` is the last day that is past: what is paid already is not to come. */
type Place = { settings: ImportSettings; time_zone: string; latest: LocalDate };

/**
 * A row of a file read by its settings. Times without a zone are of the given zone, and so is the day of those with one.
 * A customer number that a spreadsheet made a fraction of (17850.0) is whole again.
 *
 * @example
 * const cells = { number: '1', date: '2010-12-01 08:26:00', quantity: '6', unit_price: '2.550', customer: '17850.0' };
 * const settings = { columns: {}, currency: 'GBP', walk_in: false, credit_prefix: 'C' };
 * const place = { settings, time_zone: 'Europe/London', latest: '2026-01-11' };
 * readImportRow(cells, place).row.customer // '17850'
 * readImportRow({ ...cells, quantity: '-1' }, place).fault.reason // 'negative_quantity'
 */
export function readImportRow(cells: Cells, place: Place): ReadRow {
  const text = (field: ImportField) => cells[field]?.trim() ?? '';
  const number = text('number');
  const fault = faultOf(text, place);
  if (fault !== null) return { fault, number: number === '' || number.length > 60 ? null : number };
  const { settings } = place;
  const is_credit = isCredit(number, settings);
  const quantity = decimalText(text('quantity'));
  const country = text('country');
  return {
    row: {
      number,
      is_credit,
      date: dayOf(text('date'), place.time_zone) ?? '',
      customer: wholeNumber(text('customer')) || null,
      customer_name: text('customer_name') || null,
      country: country === '' ? null : countryOf(country),
      product: text('product') || null,
      description: text('description').replaceAll(/\s+/g, ' ') || null,
      quantity: is_credit ? quantity.replace('-', '') : quantity,
      unit_price: decimalText(text('unit_price')),
      currency: text('currency').toUpperCase() || (settings.currency ?? ''),
    },
  };
}

type Read = (field: ImportField) => string;

function faultOf(text: Read, { settings, time_zone, latest }: Place): RowFault | null {
  const at = (reason: RefusalReason, field: ImportField): RowFault => ({ reason, field, value: text(field) });
  const number = text('number');
  if (number === '') return at('no_number', 'number');
  if (number.length > 60 || /\p{C}/u.test(number)) return at('bad_number', 'number');
  const day = dayOf(text('date'), time_zone);
  if (day === null || day < EARLIEST_DAY || day > latest) return at('bad_date', 'date');
  const quantity = text('quantity');
  if (quantity === '' || wireDecimalFault(quantity) !== null || /^-?0*\.?0*$/.test(quantity))
    return at('bad_quantity', 'quantity');
  if (text('unit_price') === '' || wireDecimalFault(text('unit_price')) !== null) return at('bad_price', 'unit_price');
  if (isCredit(number, settings) !== quantity.startsWith('-'))
    return at(quantity.startsWith('-') ? 'negative_quantity' : 'positive_quantity', 'quantity');
  if (!isCurrencyCode(text('currency').toUpperCase() || (settings.currency ?? '')))
    return at('bad_currency', 'currency');
  if (text('country') !== '' && countryOf(text('country')) === null) return at('bad_country', 'country');
  if (text('customer') === '' && !settings.walk_in) return at('no_customer', 'customer');
  return longText(text, at);
}

function longText(text: Read, at: (reason: RefusalReason, field: ImportField) => RowFault): RowFault | null {
  if (text('description').length > 1_000) return at('bad_text', 'description');
  const long = (['customer', 'customer_name', 'product'] as const).find((field) => text(field).length > 200);
  return long === undefined ? null : at('bad_text', long);
}

function isCredit(number: string, { credit_prefix }: ImportSettings): boolean {
  return credit_prefix !== '' && number.startsWith(credit_prefix);
}

const WALL_CLOCK = /^(\d{4}-\d\d-\d\d)(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/;
const WITH_ZONE = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i;

function dayOf(text: string, zone: string): LocalDate | null {
  const day = WALL_CLOCK.exec(text)?.[1];
  if (day !== undefined) return isLocalDate(day) ? day : null;
  if (!WITH_ZONE.test(text)) return null;
  try {
    return localDateAt(parseInstant(text.replace(' ', 'T')), zone);
  } catch {
    return null;
  }
}

function wholeNumber(text: string): string {
  return /^\d+\.0+$/.test(text) ? text.slice(0, text.indexOf('.')) : text;
}
