import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const billingRunNewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/billing-runs/new',
  validateSearch: searchOf('date', 'customer_id'),
  component: lazyRouteComponent(() => import('../features/billing-runs/billing-run-new.tsx'), 'BillingRunNew'),
});
