import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const billingCycleEnrolRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/billing-cycles/$billingCycleId/enrol',
  validateSearch: searchOf('customer_id'),
  component: lazyRouteComponent(() => import('../features/billing-cycles/enrolment-form.tsx'), 'EnrolmentForm'),
});
