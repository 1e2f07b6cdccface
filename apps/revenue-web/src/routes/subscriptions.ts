import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { listParts, searchOf } from './search.ts';

export const subscriptionsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/subscriptions',
  validateSearch: searchOf(...listParts, 'status', 'plan_id', 'customer_id', 'from', 'to'),
  component: lazyRouteComponent(() => import('../features/subscriptions/subscription-list.tsx'), 'SubscriptionList'),
});
