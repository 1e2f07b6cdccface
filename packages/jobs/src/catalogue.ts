import { z } from 'zod';
import { defineJob } from './define-job.ts';

const ofTenant = { tenant_id: z.uuid() };

/** Looks for tenants with subscriptions that are due and starts one billing run for each. */
export const billingTick = defineJob({
  name: 'billing.tick',
  title: 'Look for due subscriptions',
  payload: z.object({}),
  queue: { retry_limit: 3 },
});

/** Carries out one billing run, chunk by chunk. Running it again goes on where it stopped. */
export const executeBillingRun = defineJob({
  name: 'billing.run',
  title: 'Billing run',
  payload: z.object({ ...ofTenant, billing_run_id: z.uuid() }),
  queue: { retry_limit: 10, retry_delay_seconds: 5, expire_seconds: 6 * 3600 },
});

/** Carries out one bulk action, record by record. Running it again goes on where it stopped. */
export const executeBulkAction = defineJob({
  name: 'bulk.run',
  title: 'Bulk action',
  payload: z.object({ ...ofTenant, bulk_action_id: z.uuid() }),
  queue: { retry_limit: 10, retry_delay_seconds: 5, expire_seconds: 6 * 3600 },
});

/** Lives through the time of one advance of a test clock. Running it again goes on where it stopped. */
export const advanceTestClock = defineJob({
  name: 'clock.advance',
  title: 'Advance a test clock',
  payload: z.object({ ...ofTenant, advance_id: z.uuid() }),
  queue: { retry_limit: 5, retry_delay_seconds: 5, expire_seconds: 6 * 3600 },
});

/** Makes drafts final and mails them, for billing cycles that say so. Those that are not drafts any more are left alone. */
export const sendInvoices = defineJob({
  name: 'invoices.send',
  title: 'Send invoices by themselves',
  payload: z.object({ ...ofTenant, invoice_ids: z.array(z.uuid()) }),
  queue: { retry_limit: 8, retry_delay_seconds: 30, expire_seconds: 3600 },
});

/** Hands one stored mail to the transport. A mail server that is down for a night is waited for. */
export const sendMail = defineJob({
  name: 'mail.send',
  title: 'Send mail',
  payload: z.object({ ...ofTenant, mail_id: z.uuid() }),
  queue: {
    retry_limit: 20,
    retry_delay_seconds: 30,
    retry_delay_max_seconds: 3600,
    expire_seconds: 120,
    heartbeat_seconds: 120,
  },
});

/** Writes the mails that follow from what happened: a receipt on a payment, an invoice that became final. */
export const reactToEvents = defineJob({
  name: 'mail.react',
  title: 'Write mails that follow from events',
  payload: z.object({ ...ofTenant, event_ids: z.array(z.uuid()).max(1000) }),
});

/** Reminds customers of what is due or overdue where they are. */
export const remindCustomers = defineJob({
  name: 'mail.remind',
  title: 'Remind customers of invoices',
  payload: z.object({}),
  queue: { retry_limit: 3 },
});

/** Says of mails whose job is gone what became of them. */
export const sweepMails = defineJob({
  name: 'mail.sweep',
  title: 'Look for mails left behind',
  payload: z.object({}),
  queue: { retry_limit: 3 },
});

/** Marks the unpaid invoices of every tenant whose due date is over where the customer is. */
export const markOverdueInvoices = defineJob({
  name: 'invoices.overdue',
  title: 'Mark overdue invoices',
  payload: z.object({}),
  queue: { retry_limit: 3 },
});

/** Looks at subscriptions on which time alone acts: trials, pauses, grace, first payments. */
export const careForSubscriptions = defineJob({
  name: 'subscriptions.care',
  title: 'Look after subscriptions',
  payload: z.object({}),
  queue: { retry_limit: 3 },
});

/** Checks that everything balances, for every tenant, and fails loudly when something does not. */
export const verifyInvariants = defineJob({
  name: 'invariants.verify',
  title: 'Verify that everything balances',
  payload: z.object({}),
  queue: { retry_limit: 1, expire_seconds: 3600 },
});

/** Tells the MRR of subscriptions from before it was recorded. There is nothing to do once it has been. */
export const fillMrr = defineJob({
  name: 'mrr.fill',
  title: 'Tell the MRR of earlier subscriptions',
  payload: z.object({}),
  queue: { retry_limit: 3, expire_seconds: 3600 },
});

/** Forgets what nobody may ask for any more: idempotency keys and sessions past their time. */
export const forgetExpired = defineJob({
  name: 'retention.forget',
  title: 'Forget expired keys and sessions',
  payload: z.object({}),
  queue: { retry_limit: 3 },
});

/** Every job there is. The server maps each to its operation; one without a handler does not compile. */
export const jobs = {
  advanceTestClock,
  billingTick,
  executeBillingRun,
  executeBulkAction,
  sendInvoices,
  sendMail,
  reactToEvents,
  remindCustomers,
  sweepMails,
  markOverdueInvoices,
  careForSubscriptions,
  verifyInvariants,
  fillMrr,
  forgetExpired,
} as const;

export type JobKey = keyof typeof jobs;
export type PayloadOf<Key extends JobKey> = z.infer<(typeof jobs)[Key]['payload']>;
