import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const invoiceImportRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoices/import',
  component: lazyRouteComponent(
    () => import('../features/invoice-imports/invoice-import-page.tsx'),
    'InvoiceImportPage',
  ),
});
