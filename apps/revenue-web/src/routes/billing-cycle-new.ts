import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const billingCycleNewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/billing-cycles/new',
  component: lazyRouteComponent(() => import('../features/billing-cycles/billing-cycle-new.tsx'), 'BillingCycleNew'),
});
