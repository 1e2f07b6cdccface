import { CUSTOMER_COLUMNS, type CustomerColumn } from '@revenue/billing-core/customers';

const EXAMPLE: Partial<Record<CustomerColumn, string>> = {
  external_id: 'CRM-1001',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  company: 'Analytical Engines Ltd',
  address_line1: '12 St James’s Square',
  postal_code: 'SW1Y 4JH',
  city: 'London',
  country: 'GB',
  currency: 'GBP',
  payment_terms: 'net_30',
  locale: 'en-GB',
  time_zone: 'Europe/London',
};

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A file with every column and one customer. */
export function exampleCustomers(): string {
  const cells = CUSTOMER_COLUMNS.map((column) => quoted(EXAMPLE[column] ?? ''));
  return `${CUSTOMER_COLUMNS.join(',')}\r\n${cells.join(',')}\r\n`;
}
