import { createRouter } from '@tanstack/react-router';
import { apiKeysRoute } from './routes/api-keys.ts';
import { appRoute } from './routes/app.tsx';
import { billingCycleRoute } from './routes/billing-cycle.ts';
import { billingCycleEnrolRoute } from './routes/billing-cycle-enrol.ts';
import { billingCycleNewRoute } from './routes/billing-cycle-new.ts';
import { billingCyclesRoute } from './routes/billing-cycles.ts';
import { billingRunRoute } from './routes/billing-run.ts';
import { billingRunNewRoute } from './routes/billing-run-new.ts';
import { billingRunsRoute } from './routes/billing-runs.ts';
import { creditNoteRoute } from './routes/credit-note.ts';
import { creditNoteNewRoute } from './routes/credit-note-new.ts';
import { creditNoteStandaloneRoute } from './routes/credit-note-standalone.ts';
import { creditNotesRoute } from './routes/credit-notes.ts';
import { customerRoute } from './routes/customer.ts';
import { customerEditRoute } from './routes/customer-edit.ts';
import { customerImportRoute } from './routes/customer-import.ts';
import { customerNewRoute } from './routes/customer-new.ts';
import { customersRoute } from './routes/customers.ts';
import { hostedInvoiceRoute } from './routes/hosted-invoice.ts';
import { invoiceRoute } from './routes/invoice.ts';
import { invoiceEditRoute } from './routes/invoice-edit.ts';
import { invoiceImportRoute } from './routes/invoice-import.ts';
import { invoiceImportReportRoute } from './routes/invoice-import-report.ts';
import { invoiceImportsRoute } from './routes/invoice-imports.ts';
import { invoiceNewRoute } from './routes/invoice-new.ts';
import { invoicesRoute } from './routes/invoices.ts';
import { jobsRoute } from './routes/jobs.ts';
import { metersRoute } from './routes/meters.ts';
import { noSuchPageRoute } from './routes/no-such-page.ts';
import { outboxRoute } from './routes/outbox.ts';
import { overviewRoute } from './routes/overview.ts';
import { planRoute } from './routes/plan.ts';
import { planCompareRoute } from './routes/plan-compare.ts';
import { planDraftRoute } from './routes/plan-draft.ts';
import { planMigrateRoute } from './routes/plan-migrate.ts';
import { planNewRoute } from './routes/plan-new.ts';
import { plansRoute } from './routes/plans.ts';
import { productRoute } from './routes/product.ts';
import { productImportRoute } from './routes/product-import.ts';
import { productNewRoute } from './routes/product-new.ts';
import { productsRoute } from './routes/products.ts';
import { reportChurnRoute } from './routes/report-churn.ts';
import { reportCustomersRoute } from './routes/report-customers.ts';
import { reportLifecycleRoute } from './routes/report-lifecycle.ts';
import { reportMrrRoute } from './routes/report-mrr.ts';
import { reportRevenueRoute } from './routes/report-revenue.ts';
import { rootRoute } from './routes/root.tsx';
import { settingsRoute } from './routes/settings.ts';
import { settingsMailRoute } from './routes/settings-mail.ts';
import { settingsSubscriptionsRoute } from './routes/settings-subscriptions.ts';
import { signInRoute } from './routes/sign-in.ts';
import { subscriptionRoute } from './routes/subscription.ts';
import { subscriptionNewRoute } from './routes/subscription-new.ts';
import { subscriptionsRoute } from './routes/subscriptions.ts';
import { usageRoute } from './routes/usage.ts';
import { usageImportRoute } from './routes/usage-import.ts';
import { usageImportReportRoute } from './routes/usage-import-report.ts';
import { usageImportsRoute } from './routes/usage-imports.ts';

const billing = [
  customersRoute,
  customerNewRoute,
  customerImportRoute,
  customerRoute,
  customerEditRoute,
  subscriptionsRoute,
  subscriptionNewRoute,
  subscriptionRoute,
  invoicesRoute,
  invoiceNewRoute,
  invoiceImportRoute,
  invoiceImportsRoute,
  invoiceImportReportRoute,
  invoiceRoute,
  invoiceEditRoute,
  billingCyclesRoute,
  billingCycleNewRoute,
  billingCycleRoute,
  billingCycleEnrolRoute,
  creditNoteNewRoute,
  creditNotesRoute,
  creditNoteStandaloneRoute,
  creditNoteRoute,
  billingRunsRoute,
  billingRunNewRoute,
  billingRunRoute,
] as const;

const catalogue = [
  productsRoute,
  productImportRoute,
  productNewRoute,
  productRoute,
  plansRoute,
  planNewRoute,
  planRoute,
  planDraftRoute,
  planCompareRoute,
  planMigrateRoute,
  metersRoute,
  usageRoute,
  usageImportRoute,
  usageImportsRoute,
  usageImportReportRoute,
] as const;

const analytics = [
  reportMrrRoute,
  reportChurnRoute,
  reportLifecycleRoute,
  reportRevenueRoute,
  reportCustomersRoute,
] as const;

const developers = [apiKeysRoute, jobsRoute, outboxRoute] as const;

const routeTree = rootRoute.addChildren([
  signInRoute,
  hostedInvoiceRoute,
  appRoute.addChildren([
    overviewRoute,
    ...billing,
    ...catalogue,
    ...analytics,
    ...developers,
    settingsRoute,
    settingsMailRoute,
    settingsSubscriptionsRoute,
    noSuchPageRoute,
  ]),
]);

export const router = createRouter({ routeTree, defaultPreload: 'intent', scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
