import { importCustomers } from '@revenue/api/customers/import/import-customers';
import { csvImportCommand } from './csv-import-command.ts';

export const customersImport = csvImportCommand(
  'customers',
  [
    'The first line names the columns: name, email and any other field of a customer, such as country or payment_terms.',
    'A customer is known by external_id, else by e-mail address; known ones are left as they are unless --existing update.',
  ],
  importCustomers,
);
