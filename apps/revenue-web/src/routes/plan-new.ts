import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const planNewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/plans/new',
  component: lazyRouteComponent(() => import('../features/plans/editor/plan-new.tsx'), 'PlanNew'),
});
