import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const billingCyclesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/billing-cycles',
  validateSearch: searchOf('q', 'interval', 'sort', 'cursor', 'columns'),
  component: lazyRouteComponent(() => import('../features/billing-cycles/billing-cycle-list.tsx'), 'BillingCycleList'),
});
