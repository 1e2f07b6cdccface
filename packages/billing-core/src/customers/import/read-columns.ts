import { CUSTOMER_COLUMNS, type CustomerColumn } from './import-schema.ts';

/** What other programs call them. */
const OTHER_NAMES: Readonly<Record<string, CustomerColumn>> = {
  customer_id: 'external_id',
  your_id: 'external_id',
  customer_name: 'name',
  full_name: 'name',
  e_mail: 'email',
  email_address: 'email',
  company_name: 'company',
  address: 'address_line1',
  address_1: 'address_line1',
  address_line_1: 'address_line1',
  street: 'address_line1',
  address_2: 'address_line2',
  address_line_2: 'address_line2',
  zip: 'postal_code',
  zip_code: 'postal_code',
  postcode: 'postal_code',
  town: 'city',
  province: 'state',
  region: 'state',
  country_code: 'country',
  terms: 'payment_terms',
  vat_id: 'tax_id',
  vat_number: 'tax_id',
  language: 'locale',
  timezone: 'time_zone',
};

/**
 * The field that a column of a file holds, by its heading; null for one that no customer has.
 * @example columnOf(' E-Mail ') // 'email'
 * @example columnOf('Favourite colour') // null
 */
export function columnOf(heading: string): CustomerColumn | null {
  const word = heading
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return CUSTOMER_COLUMNS.find((column) => column === word) ?? OTHER_NAMES[word] ?? null;
}

/**
 * What people write for yes and no; other words stay as they are and are refused by the schema.
 * @example readYesNo('Yes') // true
 */
export function readYesNo(cell: string): boolean | string {
  const word = cell.toLowerCase();
  if (['true', 'yes', 'y', '1'].includes(word)) return true;
  return ['false', 'no', 'n', '0'].includes(word) ? false : cell;
}
