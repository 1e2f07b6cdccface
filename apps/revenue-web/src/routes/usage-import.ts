import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const usageImportRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/usage/import',
  component: lazyRouteComponent(() => import('../features/usage/usage-import-page.tsx'), 'UsageImportPage'),
});
