import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const usageImportReportRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/usage/imports/$importId',
  component: lazyRouteComponent(() => import('../features/usage/usage-import-report.tsx'), 'UsageImportReport'),
});
