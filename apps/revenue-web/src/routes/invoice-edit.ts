import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const invoiceEditRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoices/$invoiceId/edit',
  component: lazyRouteComponent(() => import('../features/invoices/invoice-edit.tsx'), 'InvoiceEdit'),
});
