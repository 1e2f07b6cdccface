import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { listParts, searchOf } from './search.ts';

export const usageRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/usage',
  validateSearch: searchOf(...listParts, 'customer_id', 'meter_id', 'from', 'to'),
  component: lazyRouteComponent(() => import('../features/usage/usage-list.tsx'), 'UsageList'),
});
