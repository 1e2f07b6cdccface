import {
  CUSTOMER_COLUMNS,
  type CustomerColumn,
  type CustomerImportReport,
  columnOf,
} from '@revenue/billing-core/customers';
import { trpc } from '../../../api/trpc.ts';
import { CsvImportPage } from '../../csv-import/csv-import-page.tsx';
import { exampleFile } from '../../csv-import/example-file.ts';
import type { TakenRow } from '../../csv-import/import-report.tsx';

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

const needs = (
  <>
    <code className="text-ink">name</code> and <code className="text-ink">email</code> are needed. A customer is known
    by <code>external_id</code>, else by <code>email</code>. An empty cell takes your company’s default, or leaves a
    known customer as it is.
  </>
);

const takenRows = ({ rows }: CustomerImportReport): TakenRow[] =>
  rows.map(({ customer_id, email, ...row }) => ({
    ...row,
    detail: email,
    link: customer_id === null ? null : { to: '/customers/$customerId', params: { customerId: customer_id } },
  }));

export function CustomerImport() {
  const cache = trpc.useUtils();
  return (
    <CsvImportPage<CustomerImportReport>
      noun="customer"
      path="/api/customers/imports"
      list={{ to: '/customers' }}
      columns={CUSTOMER_COLUMNS}
      fieldOf={columnOf}
      needs={needs}
      example={() => exampleFile(CUSTOMER_COLUMNS, EXAMPLE)}
      takenRows={takenRows}
      onTaken={() => cache.customers.invalidate()}
    />
  );
}
