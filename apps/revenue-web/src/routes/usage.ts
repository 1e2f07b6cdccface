import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const usageRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/usage',
  validateSearch: searchOf('customer_id', 'meter', 'from', 'to', 'cursor', 'columns'),
  component: lazyRouteComponent(() => import('../features/usage/usage-list.tsx'), 'UsageList'),
});
