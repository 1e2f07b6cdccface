import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const reportMrrRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/mrr',
  validateSearch: searchOf('from', 'to', 'interval', 'plan_id', 'country', 'group_by'),
  component: lazyRouteComponent(() => import('../features/subscription-reports/mrr-page.tsx'), 'MrrPage'),
});
