import { executeBillingRun } from '../../packages/api/src/billing-runs/execute-billing-run.ts';
import { type Services, systemContext } from '../../packages/api/src/context.ts';
import { createTenant } from '../../packages/api/src/tenants/create-tenant.ts';
import { importUsage } from '../../packages/api/src/usage/import-usage.ts';
import { movableClock } from '../../packages/billing-core/src/time/index.ts';
import type { UsageImportReport } from '../../packages/billing-core/src/usage/index.ts';
import { callerOf, makeCatalogue } from './catalogue.ts';
import { usageOfTrace } from './usage-of-trace.ts';

export const SLUG = 'language-models';

export interface BilledTrace {
  imports: UsageImportReport[];
  /** Invoices that each run made. */
  runs: number[];
  invoices: { external_id: string; invoice_number: string; total: number }[];
}

/** Reads the trace from its first line; called once for each import. */
export type OpenTrace = () => AsyncIterable<string>;

/**
 * From nothing to invoices: tenant, catalogue, 25 customers, the usage twice, billing for November 2023 on 1 December,
 * and billing again. What is there from a run before is kept, and nothing is added to it.
 */
export async function billTrace(services: Services, open: OpenTrace): Promise<BilledTrace> {
  const clock = movableClock('2023-11-01T12:00:00Z');
  const then = { ...services, clock };
  const ctx = systemContext(then, await tenantId(then), 'example');
  const caller = callerOf(ctx);
  const known = await caller.plans.list({ q: 'language-model' });
  if (known.data.length === 0) await makeCatalogue(caller);
  // Midnight of 1 December has passed in both time zones: the month can be told whole, and billed.
  clock.moveTo('2023-12-01T12:00:00Z');
  const imports: UsageImportReport[] = [];
  for (const file_name of ['trace.csv', 'trace.csv once more']) {
    imports.push(await importUsage(ctx, { file_name, format: 'csv', content: usageOfTrace(open()) }));
  }
  const runs = [await runBilling(ctx, caller), await runBilling(ctx, caller)];
  return { imports, runs, invoices: await listInvoices(caller) };
}

async function tenantId(services: Services): Promise<string> {
  const found = await services.db.withSystem('the example looks for its tenant', (tx) =>
    tx.tenant.findFirst({ where: { slug: SLUG } }),
  );
  if (found) return found.id;
  const tenant = { name: 'Language models', slug: SLUG, mode: 'test' as const, currency: 'USD', time_zone: 'UTC' };
  return (await createTenant(services, tenant)).id;
}

type Caller = ReturnType<typeof callerOf>;

async function runBilling(ctx: ReturnType<typeof systemContext>, caller: Caller): Promise<number> {
  const { id } = await caller.billing_runs.start({});
  await executeBillingRun(ctx, id);
  return (await caller.billing_runs.get({ id })).invoices_created;
}

async function listInvoices(caller: Caller): Promise<BilledTrace['invoices']> {
  const { data } = await caller.invoices.list({ limit: 100 });
  const customers = new Map((await caller.customers.list({ limit: 100 })).data.map((row) => [row.id, row.external_id]));
  return data
    .map(({ customer_id, invoice_number, total }) => ({
      external_id: customers.get(customer_id) ?? '',
      invoice_number,
      total,
    }))
    .toSorted((left, right) => (left.external_id < right.external_id ? -1 : 1));
}
