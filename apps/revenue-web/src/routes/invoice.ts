import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';

export const invoiceRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/invoices/$invoiceId',
  component: lazyRouteComponent(() => import('../features/invoices/invoice-detail.tsx'), 'InvoiceDetail'),
});
