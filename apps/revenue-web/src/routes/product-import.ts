import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const productImportRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/products/import',
  component: lazyRouteComponent(() => import('../features/products/import/product-import.tsx'), 'ProductImport'),
});
