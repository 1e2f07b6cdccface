import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { listSearch } from './search.ts';

export const plansRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/plans',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('../features/plans/plan-list.tsx'), 'PlanList'),
});
