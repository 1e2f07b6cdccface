import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const reportChurnRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/churn',
  validateSearch: searchOf('from', 'to', 'interval', 'plan_id', 'country'),
  component: lazyRouteComponent(() => import('../features/subscription-reports/churn-page.tsx'), 'ChurnPage'),
});
