import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { listParts, searchOf } from './search.ts';

export const creditNotesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/credit-notes',
  validateSearch: searchOf(...listParts, 'customer_id', 'currency'),
  component: lazyRouteComponent(() => import('../features/credit-notes/credit-note-list.tsx'), 'CreditNoteList'),
});
