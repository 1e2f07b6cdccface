import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from './root.tsx';
import { searchOf } from './search.ts';

/** Outside the application: whoever has the link sees it, without signing in. */
export const hostedInvoiceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/i/$token',
  validateSearch: searchOf('language'),
  component: lazyRouteComponent(
    () => import('../features/hosted-invoice/hosted-invoice-page.tsx'),
    'HostedInvoicePage',
  ),
});
