import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { appRoute } from './app.tsx';
import { text } from './search.ts';

export const billingRunNewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/billing-runs/new',
  validateSearch: z.object({ date: text, customer_id: text }),
  component: lazyRouteComponent(() => import('../features/billing-runs/billing-run-new.tsx'), 'BillingRunNew'),
});
