import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const creditNoteStandaloneRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/credit-notes/new',
  validateSearch: searchOf('customer_id'),
  component: lazyRouteComponent(() => import('../features/credit-notes/standalone-new.tsx'), 'StandaloneNew'),
});
