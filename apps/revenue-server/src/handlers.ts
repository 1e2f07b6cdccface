import { forgetExpired } from '@revenue/api/access/forget-expired';
import { verifyInvariants } from '@revenue/api/audit/verify-invariants';
import { executeBillingRun } from '@revenue/api/billing-runs/execute-billing-run';
import { startDueBillingRuns } from '@revenue/api/billing-runs/start-due-billing-runs';
import { executeBulkAction } from '@revenue/api/bulk-actions/execute-bulk-action';
import { type Services, systemContext } from '@revenue/api/context';
import { markOverdueInvoices } from '@revenue/api/invoices/mark-overdue-invoices';
import { sendDrafts } from '@revenue/api/invoices/send-drafts';
import { deliverMail } from '@revenue/api/mails/deliver-mail';
import { reactToEvents } from '@revenue/api/mails/react-to-events';
import { remindCustomers } from '@revenue/api/mails/remind-customers';
import { sweepMails } from '@revenue/api/mails/sweep-mails';
import type { Handlers } from '@revenue/jobs/job-queue';

/** Every job and the operation that does it. A job without a handler does not compile. */
export function handlersOf(services: Services): Handlers {
  return {
    billingTick: async () => {
      await startDueBillingRuns(services);
    },
    executeBillingRun: ({ tenant_id, billing_run_id }) =>
      executeBillingRun(systemContext(services, tenant_id, 'billing.run'), billing_run_id),
    executeBulkAction: ({ tenant_id, bulk_action_id }) =>
      executeBulkAction(systemContext(services, tenant_id, 'bulk.run'), bulk_action_id),
    sendInvoices: ({ tenant_id, invoice_ids }) =>
      sendDrafts(systemContext(services, tenant_id, 'invoices.send'), invoice_ids),
    sendMail: ({ tenant_id, mail_id }, attempt) =>
      deliverMail(systemContext(services, tenant_id, 'mail.send'), mail_id, attempt),
    reactToEvents: ({ tenant_id, event_ids }) =>
      reactToEvents(systemContext(services, tenant_id, 'mail.react'), event_ids),
    remindCustomers: async () => {
      await remindCustomers(services);
    },
    sweepMails: async () => {
      await sweepMails(services);
    },
    markOverdueInvoices: async () => {
      await markOverdueInvoices(services);
    },
    verifyInvariants: () => verifyInvariants(services),
    forgetExpired: () => forgetExpired(services),
  };
}
