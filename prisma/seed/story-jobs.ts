import { executeBillingRun } from '../../packages/api/src/billing-runs/execute-billing-run.ts';
import { type Services, systemContext } from '../../packages/api/src/context.ts';
import { sendDrafts } from '../../packages/api/src/invoices/send-drafts.ts';
import { deliverMail } from '../../packages/api/src/mails/deliver-mail.ts';
import { reactToEvents as reactToMailEvents } from '../../packages/api/src/mails/react-to-events.ts';
import {
  executeBillingRun as billingRunJob,
  type PayloadOf,
  reactToEvents,
  sendInvoices,
  sendMail,
} from '../../packages/jobs/src/catalogue.ts';
import type { JobQueue } from '../../packages/jobs/src/job-queue.ts';

export type StoryJobs = { queue: JobQueue; carryOut(services: Services): Promise<void> };

/**
 * A queue for the past: what happens in the story is carried out in its own time, not by the worker of today, which
 * would send the mails of a year and a half this morning.
 */
export function storyJobs(real: JobQueue): StoryJobs {
  const waiting: ((services: Services) => Promise<void>)[] = [];
  const remember = (name: string, data: unknown) => {
    if (name === billingRunJob.name)
      waiting.push((services) => runBilling(services, data as PayloadOf<'executeBillingRun'>));
    else if (name === sendInvoices.name)
      waiting.push((services) => sendByThemselves(services, data as PayloadOf<'sendInvoices'>));
    else if (name === sendMail.name) waiting.push((services) => deliver(services, data as PayloadOf<'sendMail'>));
    else if (name === reactToEvents.name)
      waiting.push((services) => react(services, data as PayloadOf<'reactToEvents'>));
    else throw new Error(`the story has nobody for the job ${name}`);
  };
  const queue: JobQueue = {
    ...real,
    enqueue: async (_tx, job, payload) => remember(job.name, job.payload.parse(payload)),
    enqueueAll: async (_tx, job, payloads) => {
      for (const payload of payloads) remember(job.name, job.payload.parse(payload));
    },
  };
  const carryOut = async (services: Services) => {
    // What is carried out may leave more to do.
    for (let work = waiting.shift(); work; work = waiting.shift()) await work(services);
  };
  return { queue, carryOut };
}

function runBilling(services: Services, { tenant_id, billing_run_id }: PayloadOf<'executeBillingRun'>): Promise<void> {
  return executeBillingRun(systemContext(services, tenant_id, 'billing.run'), billing_run_id);
}

function sendByThemselves(services: Services, { tenant_id, invoice_ids }: PayloadOf<'sendInvoices'>): Promise<void> {
  return sendDrafts(systemContext(services, tenant_id, 'invoices.send'), invoice_ids);
}

function deliver(services: Services, { tenant_id, mail_id }: PayloadOf<'sendMail'>): Promise<void> {
  return deliverMail(systemContext(services, tenant_id, 'mail.send'), mail_id);
}

function react(services: Services, { tenant_id, event_ids }: PayloadOf<'reactToEvents'>): Promise<void> {
  return reactToMailEvents(systemContext(services, tenant_id, 'mail.react'), event_ids);
}
