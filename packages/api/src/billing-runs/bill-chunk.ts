import { BillingError } from '@revenue/billing-core/errors';
import { newId } from '@revenue/db/ids';
import { sendInvoices } from '@revenue/jobs/catalogue';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { insertInvoices } from '../invoices/insert-invoices.ts';
import { recordMrr } from '../subscriptions/record-mrr.ts';
import { advanceSubscriptions, recordRenewals } from './advance-subscriptions.ts';
import { type Turn, TurnLost } from './chunk-turns.ts';
import { loadDueSubscriptions, type RunScope } from './load-due-subscriptions.ts';
import { settleWaitingLines } from './load-waiting-lines.ts';
import { type CustomersPlan, type PlanFault, planCustomers } from './plan-customers.ts';

export interface RunRow extends RunScope {
  id: string;
}

/**
 * Bills what is due of these customers: invoices, new states, audit, events and progress in one transaction, a fixed
 * number of statements whatever the size. Where the database refuses the chunk for the sake of one customer, it is
 * halved until that one is alone, named and left out. Numbers are taken when it is its `turn`.
 */
export async function billChunk(ctx: OperationContext, run: RunRow, customerIds: string[], turn: Turn): Promise<void> {
  try {
    await ctx.db.withTenantSql(ctx.tenant_id, (client) => billTogether(client, ctx, run, customerIds, turn));
  } catch (error) {
    if (error instanceof TurnLost) {
      await turn.before;
      return billChunk(ctx, run, customerIds, turn);
    }
    if (!isRefusal(error)) throw error;
    if (customerIds.length === 1) return recordRefusal(ctx, run, customerIds, error);
    const middle = Math.ceil(customerIds.length / 2);
    await billChunk(ctx, run, customerIds.slice(0, middle), turn);
    await billChunk(ctx, run, customerIds.slice(middle), turn);
  }
}

async function billTogether(
  client: SqlClient,
  ctx: OperationContext,
  run: RunRow,
  customerIds: string[],
  turn: Turn,
): Promise<void> {
  await turn.begin(client);
  const due = await loadDueSubscriptions(client, ctx.tenant_id, run, customerIds, { lock: true });
  if (due.length === 0) return;
  const plan = await planCustomers(client, ctx.tenant_id, run.as_of, due, { lock: true });
  const invoices = plan.invoices.map(({ customer_name: _, auto_send: __, ...invoice }) => ({
    ...invoice,
    billing_run_id: run.id,
  }));
  // All that needs no number comes before the turn: from the first number on the chunks behind wait for this one.
  await advanceSubscriptions(client, ctx, plan);
  await forgetFailures(client, ctx.tenant_id, plan);
  const stored = await insertInvoices(client, ctx, invoices, () => turn.take(client));
  if (stored.length === 0) await turn.take(client);
  const invoice_ids = stored.flatMap(({ id }, at) => (plan.invoices[at]?.auto_send ? [id] : []));
  if (invoice_ids.length > 0) await ctx.jobs.enqueue(client, sendInvoices, { tenant_id: ctx.tenant_id, invoice_ids });
  await settleWaitingLines(client, ctx.tenant_id, ctx.clock.now(), plan.taken_up);
  await recordRenewals(client, ctx, plan);
  await recordTurned(client, ctx, plan);
  const faults = await recordFaults(client, ctx, run, plan.faults);
  await addProgress(client, ctx.tenant_id, run.id, {
    done: plan.renewals.length + faults,
    invoices: invoices.length,
    faults,
  });
}

/** What became another in this chunk is worth another amount a month, a change of plan from its own day on. */
async function recordTurned(client: SqlClient, ctx: OperationContext, { renewals }: CustomersPlan): Promise<void> {
  const turned = renewals.filter(({ renewal, converted }) => renewal.ended || renewal.plan_changed || converted);
  const changed = turned.flatMap(({ subscription: { id, scheduled_change }, renewal }) =>
    renewal.plan_changed && !renewal.ended && scheduled_change ? [[id, scheduled_change.on] as const] : [],
  );
  const ids = turned.map(({ subscription }) => subscription.id);
  await recordMrr(client, ctx, ids, { since: new Map(changed) });
}

/** What is billed after all has no failure any more. */
async function forgetFailures(client: SqlClient, tenantId: string, { renewals }: CustomersPlan): Promise<void> {
  await client.query('DELETE FROM billing_failures WHERE tenant_id = $1 AND subscription_id = ANY($2::uuid[])', [
    tenantId,
    renewals.map(({ subscription }) => subscription.id),
  ]);
}

/**
 * Returns how many were new: a run that is taken up again meets the same faults. Each fault is also the one open failure
 * of its subscription, which scheduled runs try again after 1, 2, 4, 8, 16 and then every 24 hours.
 */
async function recordFaults(
  client: SqlClient,
  ctx: OperationContext,
  run: RunRow,
  faults: PlanFault[],
): Promise<number> {
  if (faults.length === 0) return 0;
  const now = ctx.clock.now();
  const { rows } = await client.query(
    `WITH recorded AS (
       INSERT INTO billing_run_errors (tenant_id, billing_run_id, created_at, id, subscription_id, customer_id, code, message)
       SELECT $1, $2, $3, u.* FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[]) u
       ON CONFLICT (tenant_id, billing_run_id, subscription_id) DO NOTHING
       RETURNING subscription_id, customer_id, code, message),
     failed AS (
       INSERT INTO billing_failures AS f (tenant_id, subscription_id, customer_id, billing_run_id, code, message, attempts,
                                          first_failed_at, last_failed_at, retry_at)
       SELECT $1, subscription_id, customer_id, $2, code, message, 1, $3, $3, $3::timestamptz + interval '1 hour' FROM recorded
       ON CONFLICT (tenant_id, subscription_id) DO UPDATE
          SET billing_run_id = EXCLUDED.billing_run_id, code = EXCLUDED.code, message = EXCLUDED.message,
              attempts = f.attempts + 1, last_failed_at = EXCLUDED.last_failed_at,
              retry_at = EXCLUDED.last_failed_at + make_interval(hours => LEAST(24, 2 ^ LEAST(f.attempts, 5))::int))
     SELECT subscription_id FROM recorded`,
    [
      ctx.tenant_id,
      run.id,
      now,
      faults.map(() => newId(now)),
      faults.map((fault) => fault.subscription_id),
      faults.map((fault) => fault.customer_id),
      faults.map((fault) => fault.code),
      faults.map((fault) => fault.message),
    ],
  );
  return rows.length;
}

interface Progress {
  done: number;
  invoices: number;
  faults: number;
}

async function addProgress(client: SqlClient, tenantId: string, runId: string, progress: Progress): Promise<void> {
  await client.query(
    `UPDATE billing_runs SET subscriptions_done = subscriptions_done + $3, invoices_created = invoices_created + $4,
            errors_count = errors_count + $5 WHERE tenant_id = $1 AND id = $2`,
    [tenantId, runId, progress.done, progress.invoices, progress.faults],
  );
}

/** PostgreSQL's class 23: a constraint, the last word against double billing among them, said no. */
function isRefusal(error: unknown): error is Error & { code: string; constraint?: string } {
  const { code } = error as { code?: unknown };
  return (typeof code === 'string' && code.startsWith('23')) || error instanceof BillingError;
}

/** In words for people: what PostgreSQL calls its constraints is for the log. */
function refusalOf(error: Error & { constraint?: string }): string {
  if (error instanceof BillingError) return error.message;
  return error.constraint === 'invoice_items_one_per_period_key'
    ? 'A period of this subscription is billed already; look at its invoices before billing it again.'
    : 'The database refused what would be stored; the log of the worker says why.';
}

async function recordRefusal(
  ctx: OperationContext,
  run: RunRow,
  customerIds: string[],
  error: Error & { code: string; constraint?: string },
): Promise<void> {
  const message = refusalOf(error);
  ctx.log.warn({ err: error, billing_run_id: run.id, customer_ids: customerIds }, 'a customer could not be billed');
  await ctx.db.withTenantSql(ctx.tenant_id, async (client) => {
    const due = await loadDueSubscriptions(client, ctx.tenant_id, run, customerIds, { lock: true });
    const faults = due.map(({ id, customer }) => ({
      subscription_id: id,
      customer_id: customer.id,
      code: error.code,
      message,
    }));
    const recorded = await recordFaults(client, ctx, run, faults);
    await addProgress(client, ctx.tenant_id, run.id, { done: recorded, invoices: 0, faults: recorded });
  });
}
