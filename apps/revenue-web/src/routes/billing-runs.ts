import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { appRoute } from './app.tsx';
import { text } from './search.ts';

export const billingRunsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/billing-runs',
  validateSearch: z.object({ cursor: text }),
  component: lazyRouteComponent(() => import('../features/billing-runs/billing-run-list.tsx'), 'BillingRunList'),
});
