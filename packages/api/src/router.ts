import { accessRouter } from './access/router.ts';
import { accountCreditsRouter } from './account-credits/router.ts';
import { auditRouter } from './audit/router.ts';
import { billingCyclesRouter } from './billing-cycles/router.ts';
import { billingRunsRouter } from './billing-runs/router.ts';
import { bulkActionsRouter } from './bulk-actions/router.ts';
import { metersRouter } from './catalog/meters-router.ts';
import { plansRouter } from './catalog/plans-router.ts';
import { productsRouter } from './catalog/products-router.ts';
import { creditNotesRouter } from './credit-notes/router.ts';
import { customersRouter } from './customers/router.ts';
import { invoiceImportsRouter } from './invoice-imports/router.ts';
import { invoicesRouter } from './invoices/router.ts';
import { jobsRouter } from './jobs/router.ts';
import { mailsRouter } from './mails/router.ts';
import { mailSettingsRouter } from './mails/settings-router.ts';
import { overviewRouter } from './overview/router.ts';
import { paymentMethodsRouter } from './payment-methods/router.ts';
import { reportsRouter } from './reports/router.ts';
import { savedViewsRouter } from './saved-views/router.ts';
import { subscriptionPolicyRouter } from './subscriptions/policies/router.ts';
import { subscriptionsRouter } from './subscriptions/router.ts';
import { tenantsRouter } from './tenants/router.ts';
import { testClocksRouter } from './test-clocks/router.ts';
import { createCallerFactory, router } from './trpc.ts';
import { usageRouter } from './usage/router.ts';

/** The table of contents of the product: one router for each domain. */
export const appRouter = router({
  access: accessRouter,
  account_credits: accountCreditsRouter,
  audit: auditRouter,
  customers: customersRouter,
  products: productsRouter,
  billing_cycles: billingCyclesRouter,
  billing_runs: billingRunsRouter,
  bulk_actions: bulkActionsRouter,
  credit_notes: creditNotesRouter,
  invoice_imports: invoiceImportsRouter,
  invoices: invoicesRouter,
  jobs: jobsRouter,
  mail_settings: mailSettingsRouter,
  mails: mailsRouter,
  meters: metersRouter,
  overview: overviewRouter,
  payment_methods: paymentMethodsRouter,
  plans: plansRouter,
  reports: reportsRouter,
  saved_views: savedViewsRouter,
  subscription_policy: subscriptionPolicyRouter,
  subscriptions: subscriptionsRouter,
  tenants: tenantsRouter,
  test_clock: testClocksRouter,
  usage: usageRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
