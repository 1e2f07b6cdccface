import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const reportLifecycleRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/lifecycle',
  validateSearch: searchOf('from', 'to', 'interval', 'plan_id', 'country'),
  component: lazyRouteComponent(() => import('../features/subscription-reports/lifecycle-page.tsx'), 'LifecyclePage'),
});
