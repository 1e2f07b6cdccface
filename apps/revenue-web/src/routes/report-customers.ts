import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const reportCustomersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/customers',
  validateSearch: searchOf('from', 'to', 'currency'),
  component: lazyRouteComponent(() => import('../features/reports/customers-report-page.tsx'), 'CustomersReportPage'),
});
