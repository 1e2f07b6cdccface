import { importProducts } from '@revenue/api/catalog/import/import-products';
import { csvImportCommand } from './csv-import-command.ts';

export const productsImport = csvImportCommand(
  'products',
  [
    'The first line names the columns: name, type and any other field of a product, such as price, currency or interval.',
    'A product is known by external_id, else by its name; known ones are left as they are unless --existing update.',
    'A row has the price of one currency; prices in others stay, and come with a second file.',
  ],
  importProducts,
);
