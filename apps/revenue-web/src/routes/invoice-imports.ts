import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const invoiceImportsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoices/imports',
  validateSearch: searchOf('cursor'),
  component: lazyRouteComponent(
    () => import('../features/invoice-imports/invoice-import-list.tsx'),
    'InvoiceImportList',
  ),
});
