import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const planMigrateRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/plans/$planId/migrate',
  validateSearch: searchOf('from', 'to', 'bulk', 'cursor'),
  component: lazyRouteComponent(() => import('../features/plans/migration/migrate-page.tsx'), 'MigratePage'),
});
