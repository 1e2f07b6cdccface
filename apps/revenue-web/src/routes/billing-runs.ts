import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const billingRunsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/billing-runs',
  validateSearch: searchOf('status', 'trigger', 'sort', 'cursor', 'columns'),
  component: lazyRouteComponent(() => import('../features/billing-runs/billing-run-list.tsx'), 'BillingRunList'),
});
