import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const reportRevenueRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/revenue',
  validateSearch: searchOf('from', 'to', 'interval', 'group_by'),
  component: lazyRouteComponent(() => import('../features/reports/revenue-page.tsx'), 'RevenuePage'),
});
