import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { listSearch, text } from './search.ts';

export const customersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/customers',
  validateSearch: listSearch.extend({ status: text, country: text, currency: text }),
  component: lazyRouteComponent(() => import('../features/customers/customer-list.tsx'), 'CustomerList'),
});
