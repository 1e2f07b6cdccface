import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const subscriptionNewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/subscriptions/new',
  validateSearch: searchOf('customer_id', 'plan_id'),
  component: lazyRouteComponent(() => import('../features/subscriptions/subscription-new.tsx'), 'SubscriptionNew'),
});
