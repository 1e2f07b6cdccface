import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { appRoute } from './app.tsx';
import { text } from './search.ts';

export const subscriptionNewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/subscriptions/new',
  validateSearch: z.object({ customer_id: text, plan_id: text }),
  component: lazyRouteComponent(() => import('../features/subscriptions/subscription-new.tsx'), 'SubscriptionNew'),
});
