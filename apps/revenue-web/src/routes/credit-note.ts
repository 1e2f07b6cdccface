import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const creditNoteRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/credit-notes/$creditNoteId',
  component: lazyRouteComponent(() => import('../features/credit-notes/credit-note-detail.tsx'), 'CreditNoteDetail'),
});
