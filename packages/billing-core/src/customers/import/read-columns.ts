import { fieldOfHeading } from '../../wire/index.ts';
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
  return fieldOfHeading(heading, CUSTOMER_COLUMNS, OTHER_NAMES);
}
