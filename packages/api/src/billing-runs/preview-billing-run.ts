import type { BillingRunPreview, CurrencyTotal, PreviewBillingRun } from '@revenue/billing-core/billing-runs';
import { wireAmount } from '@revenue/billing-core/money';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { countDue, loadDueSubscriptions, nextDueCustomers, type RunScope } from './load-due-subscriptions.ts';
import { type CustomersPlan, planCustomers } from './plan-customers.ts';
import { resolveAsOf } from './resolve-as-of.ts';

const CHUNK = 500;
const SHOWN_CUSTOMERS = 200;
const SHOWN_ERRORS = 200;

type PlannedInvoice = { customer_id: string; customer_name: string; currency: string; items: number; total: bigint };

/** What a run of this scope would do now, planned by the very function that carries it out; nothing is written. */
export async function previewBillingRun(ctx: OperationContext, input: PreviewBillingRun): Promise<BillingRunPreview> {
  // A look ahead harms nobody, so the future needs no leave here.
  const as_of = await resolveAsOf(ctx, input, { allowFuture: true });
  const scope: RunScope = { as_of, customer_id: input.customer_id ?? null };
  return ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
    const invoices: PlannedInvoice[] = [];
    const errors: BillingRunPreview['errors'] = [];
    for await (const { plan, names } of planAll(client, ctx.tenant_id, scope)) {
      invoices.push(...plan.invoices.map(({ items, ...invoice }) => ({ ...invoice, items: items.length })));
      errors.push(...plan.faults.map((fault) => ({ ...fault, customer_name: names.get(fault.customer_id) ?? '' })));
    }
    return {
      as_of: as_of.toISOString(),
      subscriptions_total: await countDue(client, ctx.tenant_id, scope),
      totals: sumByCurrency(invoices),
      customers: largest(invoices).map(({ customer_id, customer_name, currency, items, total }) => ({
        customer_id,
        customer_name,
        currency,
        items,
        total: wireAmount(total, currency),
      })),
      errors: errors.slice(0, SHOWN_ERRORS),
    };
  });
}

async function* planAll(
  client: SqlClient,
  tenantId: string,
  scope: RunScope,
): AsyncGenerator<{ plan: CustomersPlan; names: Map<string, string> }> {
  let after: string | null = null;
  for (;;) {
    const customers: string[] = await nextDueCustomers(client, tenantId, scope, after, CHUNK);
    if (customers.length === 0) return;
    const due = await loadDueSubscriptions(client, tenantId, scope, customers, { lock: false });
    const names = new Map(due.map(({ customer }) => [customer.id, customer.name]));
    yield { plan: await planCustomers(client, tenantId, scope.as_of, due), names };
    after = customers.at(-1) ?? null;
  }
}

function sumByCurrency(invoices: PlannedInvoice[]): CurrencyTotal[] {
  const groups = Map.groupBy(invoices, (invoice) => invoice.currency);
  return [...groups]
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([currency, group]) => {
      const total = group.reduce((sum, invoice) => sum + invoice.total, 0n);
      return { currency, invoices: group.length, total: wireAmount(total, currency) };
    });
}

function largest(invoices: PlannedInvoice[]): PlannedInvoice[] {
  return [...invoices]
    .sort((left, right) => (left.total < right.total ? 1 : left.total > right.total ? -1 : 0))
    .slice(0, SHOWN_CUSTOMERS);
}
