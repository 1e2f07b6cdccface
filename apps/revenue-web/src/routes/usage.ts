import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { listSearch, text } from './search.ts';

export const usageRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/usage',
  validateSearch: listSearch.extend({ customer_id: text, meter_id: text, from: text, to: text }),
  component: lazyRouteComponent(() => import('../features/usage/usage-list.tsx'), 'UsageList'),
});
