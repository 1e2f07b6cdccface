import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

/** Any address that no page has. It is within the frame: the way on is the navigation. */
export const noSuchPageRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '$',
  component: lazyRouteComponent(() => import('../shell/no-such-page.tsx'), 'NoSuchPage'),
});
