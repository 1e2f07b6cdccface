import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const invoiceImportReportRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoices/imports/$importId',
  validateSearch: searchOf('cursor'),
  component: lazyRouteComponent(
    () => import('../features/invoice-imports/invoice-import-report.tsx'),
    'InvoiceImportReport',
  ),
});
