import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const metersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/meters',
  component: lazyRouteComponent(() => import('../features/meters/meter-list.tsx'), 'MeterList'),
});
