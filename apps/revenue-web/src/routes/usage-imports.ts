import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const usageImportsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/usage/imports',
  validateSearch: searchOf('cursor'),
  component: lazyRouteComponent(() => import('../features/usage/usage-import-list.tsx'), 'UsageImportList'),
});
