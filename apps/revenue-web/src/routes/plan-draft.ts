import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const planDraftRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/plans/$planId/draft',
  component: lazyRouteComponent(() => import('../features/plans/editor/plan-draft.tsx'), 'PlanDraft'),
});
