import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const billingCycleRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/billing-cycles/$billingCycleId',
  component: lazyRouteComponent(
    () => import('../features/billing-cycles/billing-cycle-detail.tsx'),
    'BillingCycleDetail',
  ),
});
