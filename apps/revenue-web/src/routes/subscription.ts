import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const subscriptionRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/subscriptions/$subscriptionId',
  component: lazyRouteComponent(
    () => import('../features/subscriptions/subscription-detail.tsx'),
    'SubscriptionDetail',
  ),
});
