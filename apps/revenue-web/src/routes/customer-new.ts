import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const customerNewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/customers/new',
  validateSearch: searchOf('parent_id'),
  component: lazyRouteComponent(() => import('../features/customers/customer-new.tsx'), 'CustomerNew'),
});
