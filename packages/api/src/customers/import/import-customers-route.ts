import { CustomerImportReport, ImportCustomers } from '@revenue/billing-core/customers';
import { csvImportRoute } from '../../rest/csv-import-route.ts';
import { importCustomers } from './import-customers.ts';

export const importCustomersRoute = csvImportRoute({
  noun: 'customers',
  role: 'finance',
  columns: 'name and email, and any other field of a customer',
  options: ImportCustomers,
  report: CustomerImportReport,
  run: importCustomers,
});
