import type { schedules } from '@revenue/jobs/schedules';
import { startDueBillingRuns } from '../billing-runs/start-due-billing-runs.ts';
import type { Services } from '../context.ts';
import { markOverdueInvoices } from '../invoices/mark-overdue-invoices.ts';
import { remindCustomers } from '../mails/remind-customers.ts';
import { careForSubscriptions } from '../subscriptions/lifecycle/care-for-subscriptions.ts';

type ScheduledName = (typeof schedules)[number]['job']['name'];

/** For the tenants whose time these services tell: see `ofThisClock`. */
export type Periodic = (services: Services) => Promise<unknown>;

/**
 * What each schedule does as time goes by, for every clock: the machine's and that of each test tenant, which an advance
 * lives through by calling the same. null for what has nothing to do with the time of a tenant. A schedule that says
 * neither does not compile.
 */
export const periodicJobs = {
  'billing.tick': startDueBillingRuns,
  'invoices.overdue': markOverdueInvoices,
  'subscriptions.care': careForSubscriptions,
  'mail.remind': remindCustomers,
  'mail.sweep': null,
  'invariants.verify': null,
  'mrr.fill': null,
  'retention.forget': null,
} satisfies Record<ScheduledName, Periodic | null>;
