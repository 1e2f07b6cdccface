import type { Handlers } from '@revenue/jobs/job-queue';
import { forgetExpired } from '../access/forget-expired.ts';
import { verifyInvariants } from '../audit/verify-invariants.ts';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';
import { executeBulkAction } from '../bulk-actions/execute-bulk-action.ts';
import type { Services } from '../context.ts';
import { sendDrafts } from '../invoices/send-drafts.ts';
import { deliverMail } from '../mails/deliver-mail.ts';
import { reactToEvents } from '../mails/react-to-events.ts';
import { sweepMails } from '../mails/sweep-mails.ts';
import { fillMrr } from '../subscriptions/fill-mrr.ts';
import { onEveryClock, tenantContext } from '../tenants/tenant-clock.ts';
import { executeAdvance } from '../test-clocks/execute-advance.ts';
import { type Periodic, periodicJobs } from './periodic-jobs.ts';

/**
 * Every job and the operation that does it, in the time of its tenant. A job without a handler does not compile; what
 * comes by schedule goes through `periodicJobs`, so that test clocks live through it too.
 */
export function handlersOf(services: Services): Handlers {
  const of = (tenant_id: string, reason: string) => tenantContext(services, tenant_id, reason);
  const periodic = (work: Periodic) => () => onEveryClock(services, work);
  return {
    advanceTestClock: ({ tenant_id, advance_id }, attempt) =>
      executeAdvance(services, { tenant_id, advance_id }, attempt, handlersOf),
    billingTick: periodic(periodicJobs['billing.tick']),
    executeBillingRun: async ({ tenant_id, billing_run_id }) =>
      executeBillingRun(await of(tenant_id, 'billing.run'), billing_run_id),
    executeBulkAction: async ({ tenant_id, bulk_action_id }) =>
      executeBulkAction(await of(tenant_id, 'bulk.run'), bulk_action_id),
    sendInvoices: async ({ tenant_id, invoice_ids }) => sendDrafts(await of(tenant_id, 'invoices.send'), invoice_ids),
    sendMail: async ({ tenant_id, mail_id }, attempt) =>
      deliverMail(await of(tenant_id, 'mail.send'), mail_id, attempt),
    reactToEvents: async ({ tenant_id, event_ids }) => reactToEvents(await of(tenant_id, 'mail.react'), event_ids),
    remindCustomers: periodic(periodicJobs['mail.remind']),
    sweepMails: async () => {
      await sweepMails(services);
    },
    markOverdueInvoices: periodic(periodicJobs['invoices.overdue']),
    careForSubscriptions: periodic(periodicJobs['subscriptions.care']),
    verifyInvariants: () => verifyInvariants(services),
    fillMrr: () => fillMrr(services),
    forgetExpired: () => forgetExpired(services),
  };
}
