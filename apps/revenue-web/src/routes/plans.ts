import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { listParts, searchOf } from './search.ts';

export const plansRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/plans',
  validateSearch: searchOf(...listParts),
  component: lazyRouteComponent(() => import('../features/plans/plan-list.tsx'), 'PlanList'),
});
