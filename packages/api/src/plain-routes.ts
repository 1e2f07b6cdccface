import { importProductsRoute } from './catalog/import/import-products-route.ts';
import { creditNotePdfRoute } from './credit-notes/credit-note-pdf-route.ts';
import { importCustomersRoute } from './customers/import/import-customers-route.ts';
import { creditNoteItemsCsvRoute, creditNotesCsvRoute } from './exports/credit-note-csv-routes.ts';
import { customersCsvRoute } from './exports/customers-csv-route.ts';
import { invoiceItemsCsvRoute, invoicesCsvRoute } from './exports/invoice-csv-routes.ts';
import { mailsCsvRoute } from './exports/mails-csv-route.ts';
import { productsCsvRoute } from './exports/products-csv-route.ts';
import { subscriptionsCsvRoute } from './exports/subscriptions-csv-route.ts';
import { usageCsvRoute } from './exports/usage-csv-route.ts';
import { importInvoicesRoute, refusedRowsCsvRoute } from './invoice-imports/invoice-import-routes.ts';
import { invoicePdfRoute, receiptPdfRoute } from './invoices/invoice-pdf-route.ts';
import { ageingCsvRoute, revenueCsvRoute, topCustomersCsvRoute } from './reports/report-csv-routes.ts';
import {
  churnCsvRoute,
  cohortsCsvRoute,
  lifecycleCsvRoute,
  mrrCsvRoute,
} from './reports/subscriptions/subscription-csv-routes.ts';
import type { PlainRoute } from './rest/plain-route.ts';
import { getLogoRoute, removeLogoRoute, setLogoRoute } from './tenants/logo-routes.ts';
import { recordUsageRoute } from './usage/record-usage-route.ts';
import { importUsageRoute, rejectionsCsvRoute } from './usage/usage-import-routes.ts';

/** The routes of the REST door that are not procedures. Each domain adds its own here. */
export const PLAIN_ROUTES: PlainRoute[] = [
  invoicePdfRoute,
  receiptPdfRoute,
  creditNotePdfRoute,
  getLogoRoute,
  setLogoRoute,
  removeLogoRoute,
  importCustomersRoute,
  importProductsRoute,
  importInvoicesRoute,
  refusedRowsCsvRoute,
  recordUsageRoute,
  importUsageRoute,
  rejectionsCsvRoute,
  revenueCsvRoute,
  topCustomersCsvRoute,
  ageingCsvRoute,
  mrrCsvRoute,
  churnCsvRoute,
  lifecycleCsvRoute,
  cohortsCsvRoute,
  customersCsvRoute,
  subscriptionsCsvRoute,
  productsCsvRoute,
  invoicesCsvRoute,
  invoiceItemsCsvRoute,
  creditNotesCsvRoute,
  creditNoteItemsCsvRoute,
  usageCsvRoute,
  mailsCsvRoute,
];
