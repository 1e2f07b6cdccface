import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const customerImportRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/customers/import',
  component: lazyRouteComponent(() => import('../features/customers/import/customer-import.tsx'), 'CustomerImport'),
});
