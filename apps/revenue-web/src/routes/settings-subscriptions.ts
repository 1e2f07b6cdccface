import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const settingsSubscriptionsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings/subscriptions',
  component: lazyRouteComponent(() => import('../features/subscription-policy/policy-page.tsx'), 'PolicyPage'),
});
