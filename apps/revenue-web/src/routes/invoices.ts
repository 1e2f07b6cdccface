import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { listSearch, text } from './search.ts';

export const invoicesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoices',
  validateSearch: listSearch.extend({ status: text, customer_id: text, billing_run_id: text, currency: text }),
  component: lazyRouteComponent(() => import('../features/invoices/invoice-list.tsx'), 'InvoiceList'),
});
