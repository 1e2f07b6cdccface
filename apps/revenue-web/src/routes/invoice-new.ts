import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { appRoute } from './app.tsx';
import { text } from './search.ts';

export const invoiceNewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoices/new',
  validateSearch: z.object({ customer_id: text }),
  component: lazyRouteComponent(() => import('../features/invoices/invoice-new.tsx'), 'InvoiceNew'),
});
