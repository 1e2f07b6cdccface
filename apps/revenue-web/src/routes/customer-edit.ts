import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const customerEditRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/customers/$customerId/edit',
  component: lazyRouteComponent(() => import('../features/customers/customer-edit.tsx'), 'CustomerEdit'),
});
