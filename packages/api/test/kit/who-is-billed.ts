import { executeBillingRun } from '../../src/billing-runs/execute-billing-run.ts';
import type { TestApi } from './start-api.ts';

let customers = 0;

/** A customer of its own, who pays within 14 days. */
export async function makeCustomer(api: TestApi, email?: string): Promise<string> {
  customers += 1;
  const terms = { name: 'Ada', email: email ?? `ada-${customers}@example.com`, country: 'US', payment_terms: 'net_14' };
  return (await api.caller.customers.create(terms)).id;
}

/** Bills what is due of one customer by now. */
export async function billCustomer(api: TestApi, customer_id: string): Promise<void> {
  const run = await api.caller.billing_runs.start({ customer_id });
  await executeBillingRun(api.ctx, run.id);
}

/** The newest first. */
export async function invoicesOf(api: TestApi, customer_id: string) {
  return (await api.caller.invoices.list({ customer_id, limit: 100 })).data;
}
