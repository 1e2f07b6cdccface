import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { listSearch, text } from './search.ts';

export const productsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/products',
  validateSearch: listSearch.extend({ type: text, active: text }),
  component: lazyRouteComponent(() => import('../features/products/product-list.tsx'), 'ProductList'),
});
