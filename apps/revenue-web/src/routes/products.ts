import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { listParts, searchOf } from './search.ts';

export const productsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/products',
  validateSearch: searchOf(...listParts, 'type', 'active'),
  component: lazyRouteComponent(() => import('../features/products/product-list.tsx'), 'ProductList'),
});
