import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const customerNewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/customers/new',
  component: lazyRouteComponent(() => import('../features/customers/customer-new.tsx'), 'CustomerNew'),
});
