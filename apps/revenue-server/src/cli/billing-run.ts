import { executeBillingRun } from '@revenue/api/billing-runs/execute-billing-run';
import { getBillingRun } from '@revenue/api/billing-runs/get-billing-run';
import { previewBillingRun } from '@revenue/api/billing-runs/preview-billing-run';
import { startBillingRun } from '@revenue/api/billing-runs/start-billing-run';
import type { OperationContext } from '@revenue/api/context';
import { findCustomer } from '@revenue/api/customers/find-customer';
import { type BillingRun, type BillingRunPreview, StartBillingRun } from '@revenue/billing-core/billing-runs';
import { alignColumns } from './align-columns.ts';
import { type Answer, defineCommand } from './command.ts';
import { contextOf } from './require-tenant.ts';

export const billingRun = defineCommand({
  name: 'billing:run',
  says: 'Bill what is due: subscriptions renew, invoices are drafted.',
  details: [
    'Carried out here and now, whether a worker runs or not. Running it again bills nothing twice.',
    'Exit code 1 when a subscription could not be billed; the reasons are listed.',
  ],
  options: {
    tenant: { value: 'SLUG', required: true, says: 'For whom.' },
    'as-of': {
      value: 'INSTANT',
      says: 'Bill what is due at this instant, such as 2026-12-01T00:00:00Z; now unless given.',
    },
    date: { value: 'DAY', says: 'Instead: the end of this day where the tenant is, such as 2026-11-30.' },
    customer: { value: 'ID', says: 'Only this customer, by id, external_id or e-mail address.' },
    preview: { says: 'Say what it would bill and write nothing.' },
    'allow-future': { says: 'Bill early: a run for a time to come is refused without this.' },
  },
  examples: [
    'billing:run --tenant acme --preview',
    'billing:run --tenant acme --as-of 2026-12-01T00:00:00Z',
    'billing:run --tenant acme --date 2026-11-30 --customer ada@example.com',
  ],
  run: async ({ options, ask }) => {
    const { tenant, as_of, date, customer, preview, allow_future } = options;
    const input = StartBillingRun.parse({
      ...(as_of === undefined ? {} : { as_of }),
      ...(date === undefined ? {} : { date }),
      allow_future,
    });
    return ask.withServices(async (services) => {
      const ctx = await contextOf(services, tenant, 'billing:run');
      const scope = customer === undefined ? {} : { customer_id: (await findCustomer(ctx, customer)).id };
      const { allow_future: _, ...when } = input;
      if (preview) return sayPreview(await previewBillingRun(ctx, { ...when, ...scope }));
      return sayRun(await runNow(ctx, { ...input, ...scope }));
    });
  },
});

/** The run is also handed to the worker. Whoever comes second finds nothing left to do. */
async function runNow(ctx: OperationContext, input: StartBillingRun): Promise<BillingRun> {
  const { id } = await startBillingRun(ctx, input);
  await executeBillingRun(ctx, id);
  return getBillingRun(ctx, { id });
}

function sayRun(run: BillingRun): Answer {
  const lines = [
    `Billing run ${run.id} as of ${run.as_of}: ${run.status}.`,
    `${run.subscriptions_done} of ${run.subscriptions_total} subscriptions due, ${run.invoices_created} invoices made.`,
    ...totalLines(run.totals),
    ...errorLines(run.errors, run.errors_count),
  ];
  return { lines, json: run, ok: run.errors_count === 0 && run.status === 'completed' };
}

function sayPreview(preview: BillingRunPreview): Answer {
  const lines = [
    `A billing run as of ${preview.as_of} would take up ${preview.subscriptions_total} subscriptions. Nothing was written.`,
    ...totalLines(preview.totals),
    ...alignColumns(
      preview.customers.map(({ customer_name, currency, total, items }) => [
        customer_name,
        `${total} ${currency}`,
        `${items} ${items === 1 ? 'line' : 'lines'}`,
      ]),
    ),
    ...errorLines(preview.errors, preview.errors.length),
  ];
  return { lines, json: preview, ok: preview.errors.length === 0 };
}

function totalLines(totals: BillingRun['totals']): string[] {
  return totals.map(
    ({ currency, invoices, total }) =>
      `${total} ${currency} on ${invoices} ${invoices === 1 ? 'invoice' : 'invoices'}.`,
  );
}

function errorLines(errors: BillingRun['errors'], count: number): string[] {
  if (count === 0) return [];
  return [
    `${count} could not be billed:`,
    ...errors.map(
      ({ customer_name, subscription_id, message }) =>
        `  ${customer_name}, subscription ${subscription_id}: ${message}`,
    ),
  ];
}
