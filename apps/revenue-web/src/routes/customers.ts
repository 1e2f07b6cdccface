import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { listParts, searchOf } from './search.ts';

export const customersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/customers',
  validateSearch: searchOf(...listParts, 'status', 'country', 'currency', 'overdue', 'from', 'to'),
  component: lazyRouteComponent(() => import('../features/customers/customer-list.tsx'), 'CustomerList'),
});
