import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { listSearch, text } from './search.ts';

export const subscriptionsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/subscriptions',
  validateSearch: listSearch.extend({ status: text }),
  component: lazyRouteComponent(() => import('../features/subscriptions/subscription-list.tsx'), 'SubscriptionList'),
});
