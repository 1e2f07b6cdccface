import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const usageImportReportRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/usage/imports/$importId',
  validateSearch: searchOf('cursor'),
  component: lazyRouteComponent(() => import('../features/usage/usage-import-report.tsx'), 'UsageImportReport'),
});
