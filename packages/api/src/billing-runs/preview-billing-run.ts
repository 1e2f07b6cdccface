import type {
  BillingRunPreview,
  CurrencyTotal,
  HeldCustomer,
  PreviewBillingRun,
} from '@revenue/billing-core/billing-runs';
import { wireSum } from '@revenue/billing-core/money';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { type CustomerChange, comparePeriods, sumChanges, toChangeView } from './compare-periods.ts';
import { dueChunks } from './due-chunks.ts';
import { listHolds } from './holds/list-billing-holds.ts';
import {
  countDue,
  type DueSubscription,
  loadDueSubscriptions,
  nextDueCustomers,
  type RunScope,
} from './load-due-subscriptions.ts';
import { needsApproval } from './needs-approval.ts';
import { type CustomersPlan, planCustomers } from './plan-customers.ts';
import { resolveAsOf } from './resolve-as-of.ts';

const CHUNK = 500;
const SHOWN_CUSTOMERS = 200;
const SHOWN_ERRORS = 200;

type PlannedTotal = { customer_id: string; currency: string; total: bigint };

/** What a run of this scope would do now, planned by the very function that carries it out; nothing is written. */
export async function previewBillingRun(ctx: OperationContext, input: PreviewBillingRun): Promise<BillingRunPreview> {
  // A look ahead harms nobody, so the future needs no leave here.
  const as_of = await resolveAsOf(ctx, input, { allowFuture: true });
  return previewScope(ctx, { as_of, customer_id: input.customer_id ?? null, covers: 'everything', trigger: 'manual' });
}

/** The same of a run that is made already, such as one that waits for approval. */
export async function previewScope(ctx: OperationContext, scope: RunScope): Promise<BillingRunPreview> {
  const { tenant_id } = ctx;
  return ctx.db.withTenantSql(tenant_id, async (client) => {
    const invoices: PlannedTotal[] = [];
    const changes: CustomerChange[] = [];
    const errors: BillingRunPreview['errors'] = [];
    for await (const { plan, due } of planAll(client, tenant_id, scope, { held: false })) {
      const names = new Map(due.map(({ customer }) => [customer.id, customer.name]));
      invoices.push(...plan.invoices.map(({ customer_id, currency, total }) => ({ customer_id, currency, total })));
      changes.push(...(await comparePeriods(client, tenant_id, plan)));
      errors.push(...plan.faults.map((fault) => ({ ...fault, customer_name: names.get(fault.customer_id) ?? '' })));
    }
    return {
      as_of: scope.as_of.toISOString(),
      subscriptions_total: await countDue(client, tenant_id, scope),
      totals: sumByCurrency(invoices),
      customers: mostChanged(changes).map(toChangeView),
      customers_total: changes.length,
      changes: sumChanges(changes),
      held: await previewHeld(client, tenant_id, scope),
      needs_approval: await needsApproval(client, tenant_id, scope),
      errors: errors.slice(0, SHOWN_ERRORS),
    };
  });
}

async function* planAll(
  client: SqlClient,
  tenantId: string,
  scope: RunScope,
  { held }: { held: boolean },
): AsyncGenerator<{ plan: CustomersPlan; due: DueSubscription[] }> {
  const lookUp = (after: string | null, limit: number) =>
    nextDueCustomers(client, tenantId, scope, after, limit, { held });
  for await (const customers of dueChunks(lookUp, CHUNK)) {
    const due = await loadDueSubscriptions(client, tenantId, scope, customers, { lock: false, held });
    yield { plan: await planCustomers(client, tenantId, scope.as_of, due, { lock: false }), due };
  }
}

/** Who is left out of it, and what that comes to. */
async function previewHeld(client: SqlClient, tenantId: string, scope: RunScope): Promise<HeldCustomer[]> {
  const holds = await listHolds(client, tenantId, scope.customer_id === null ? null : [scope.customer_id]);
  if (holds.length === 0) return [];
  const renewals: CustomersPlan['renewals'] = [];
  for await (const { plan } of planAll(client, tenantId, scope, { held: true })) renewals.push(...plan.renewals);
  return holds.flatMap((hold) => {
    const ofHold = renewals.filter(({ subscription: { customer, payer }, renewal: { lines } }) => {
      return lines.length > 0 && (customer.id === hold.customer_id || payer.id === hold.customer_id);
    });
    const sums = ofHold.map(({ subscription, renewal }) => ({
      customer_id: hold.customer_id,
      currency: subscription.plan.currency,
      total: renewal.lines.reduce((sum, { amount }) => sum + amount, 0n),
    }));
    if (sums.length === 0) return [];
    return [{ ...hold, totals: sumByCurrency(sums).map(({ currency, total }) => ({ currency, total })) }];
  });
}

function sumByCurrency(invoices: readonly PlannedTotal[]): CurrencyTotal[] {
  const groups = Map.groupBy(invoices, (invoice) => invoice.currency);
  return [...groups]
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([currency, group]) => {
      const total = group.reduce((sum, invoice) => sum + invoice.total, 0n);
      return { currency, invoices: group.length, total: wireSum(total, currency) };
    });
}

/** The largest differences first: they are what somebody looks for before a run. Among equals the largest amounts. */
function mostChanged(changes: CustomerChange[]): CustomerChange[] {
  const size = ({ total, last_total }: CustomerChange) =>
    total > last_total ? total - last_total : last_total - total;
  const order = (left: bigint, right: bigint) => (left < right ? 1 : left > right ? -1 : 0);
  return [...changes]
    .sort((left, right) => order(size(left), size(right)) || order(left.total, right.total))
    .slice(0, SHOWN_CUSTOMERS);
}
