import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const planRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/plans/$planId',
  component: lazyRouteComponent(() => import('../features/plans/plan-detail.tsx'), 'PlanDetail'),
});
