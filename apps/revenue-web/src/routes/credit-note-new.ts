import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const creditNoteNewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoices/$invoiceId/credit',
  component: lazyRouteComponent(() => import('../features/credit-notes/credit-note-new.tsx'), 'CreditNoteNew'),
});
