import {
  guessColumns,
  IMPORT_FIELDS,
  type ImportField,
  type ImportSettings,
  NEEDED_IMPORT_FIELDS,
  ONLINE_RETAIL,
} from '@revenue/billing-core/invoice-imports';

/** How the file is to be read, as the page holds it. */
export type ImportChoices = {
  columns: ImportSettings['columns'];
  currency: string;
  walk_in: boolean;
  credit_prefix: string;
};

export const FIELD_WORDS: Record<ImportField, string> = {
  number: 'Number',
  date: 'Date of issue',
  quantity: 'Quantity',
  unit_price: 'Unit price',
  customer: 'Customer',
  customer_name: 'Name of the customer',
  product: 'Product code',
  description: 'Description',
  currency: 'Currency',
  country: 'Country',
};

/** What the names of the columns suggest; a file that looks like a known one gets its settings. */
export function suggestChoices(header: readonly string[], currency: string): ImportChoices {
  const columns = guessColumns(header);
  const isRetail = Object.values(ONLINE_RETAIL.columns).every((name) => header.includes(name));
  if (!isRetail) return { columns, currency, walk_in: false, credit_prefix: '' };
  const { walk_in, credit_prefix } = ONLINE_RETAIL;
  return { columns: ONLINE_RETAIL.columns, currency: ONLINE_RETAIL.currency ?? currency, walk_in, credit_prefix };
}

/** The fields that have no column yet and need one. */
export function missingFields({ columns }: ImportChoices): ImportField[] {
  return NEEDED_IMPORT_FIELDS.filter((field) => !columns[field]);
}

/** The address of the upload that says all of it. */
export function importPath(fileName: string, { columns, currency, walk_in, credit_prefix }: ImportChoices): string {
  const query = new URLSearchParams({ file_name: fileName });
  for (const field of IMPORT_FIELDS) if (columns[field]) query.set(field, columns[field]);
  if (!columns.currency) query.set('currency_code', currency);
  if (walk_in) query.set('walk_in', 'true');
  if (credit_prefix.trim() !== '') query.set('credit_prefix', credit_prefix.trim());
  return `/api/invoices/imports?${query}`;
}
