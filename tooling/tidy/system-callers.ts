import { codeOf, type SourceFile } from './source-files.ts';

/** Who may look across tenants, and why. A new caller is added here on purpose. */
export const SYSTEM_CALLERS: Record<string, string> = {
  'examples/language-model-usage/bill-trace.ts': 'the example looks for its tenant',
  'examples/online-retail/import-retail.ts': 'the example looks for its tenant',
  'packages/api/src/access/accounts/system-client.ts': 'accounts and sessions belong to no tenant',
  'packages/api/src/access/add-member.ts': 'people belong to no tenant',
  'packages/api/src/access/choose-tenant.ts': 'which tenants a person belongs to',
  'packages/api/src/access/forget-expired.ts': 'retention looks at every tenant',
  'packages/api/src/billing-runs/start-due-billing-runs.ts': 'the hourly fan-out looks at every tenant',
  'packages/api/src/invoices/mark-overdue-invoices.ts': 'the hourly fan-out looks at every tenant',
  'packages/api/src/jobs/cancel-job.ts': 'the tables of the queue belong to no tenant',
  'packages/api/src/jobs/list-job-queues.ts': 'the tables of the queue belong to no tenant',
  'packages/api/src/jobs/list-jobs.ts': 'the tables of the queue belong to no tenant',
  'packages/api/src/jobs/retry-job.ts': 'the tables of the queue belong to no tenant',
  'packages/api/src/mails/remind-customers.ts': 'the hourly fan-out looks at every tenant',
  'packages/api/src/mails/sweep-mails.ts': 'the sweep looks at every tenant and at the queue',
  'packages/api/src/subscriptions/fill-mrr.ts': 'which tenants have subscriptions from before MRR was recorded',
  'packages/api/src/subscriptions/lifecycle/care-for-subscriptions.ts': 'the hourly fan-out looks at every tenant',
  'packages/api/src/tenants/create-tenant.ts': 'a tenant cannot create itself',
  'packages/api/src/tenants/list-tenants.ts': 'whoever runs the server names tenants by slug',
  'packages/api/src/tenants/tenant-clock.ts': 'fan-outs look at every clock',
  'packages/db/src/database.ts': 'offers it',
  'packages/db/src/invariants.ts': 'verification looks at every tenant',
};

export function systemCallers(files: SourceFile[]): string[] {
  return files
    .filter(
      ({ path, text }) =>
        !/\.(test|spec)\.ts$|\/test(ing)?\/|\/testing\.ts$/.test(path) && /\bwithSystem\b/.test(codeOf(text)),
    )
    .map(({ path }) => path)
    .sort();
}
