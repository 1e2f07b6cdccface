import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const billingRunRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/billing-runs/$billingRunId',
  component: lazyRouteComponent(() => import('../features/billing-runs/billing-run-detail.tsx'), 'BillingRunDetail'),
});
