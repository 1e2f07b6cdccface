import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const invoiceNewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoices/new',
  validateSearch: searchOf('customer_id'),
  component: lazyRouteComponent(() => import('../features/invoices/invoice-new.tsx'), 'InvoiceNew'),
});
