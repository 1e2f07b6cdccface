import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { listParts, searchOf } from './search.ts';

export const invoicesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoices',
  validateSearch: searchOf(
    ...listParts,
    'status',
    'customer_id',
    'billing_run_id',
    'subscription_id',
    'currency',
    'from',
    'to',
  ),
  component: lazyRouteComponent(() => import('../features/invoices/invoice-list.tsx'), 'InvoiceList'),
});
