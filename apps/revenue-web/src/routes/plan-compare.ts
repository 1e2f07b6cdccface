import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const planCompareRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/plans/$planId/compare',
  validateSearch: searchOf('from', 'to'),
  component: lazyRouteComponent(
    () => import('../features/plans/versions/compare-versions-page.tsx'),
    'CompareVersionsPage',
  ),
});
