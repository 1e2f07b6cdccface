import { creditReason } from '@revenue/billing-core/credit-notes';
import { DEFAULT_ROUNDING } from '@revenue/billing-core/money';
import { type PlannedResume, planResume } from '@revenue/billing-core/subscriptions';
import { startOfDay } from '@revenue/billing-core/time';
import { toDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../../context.ts';
import { sqlClientOf } from '../../sql-client-of.ts';
import type { SubscriptionState } from '../load-state.ts';
import { planWithUsage } from '../plan-with-usage.ts';
import { AWAITED } from './arrears-statuses.ts';
import { followInvoices } from './follow-invoices.ts';
import { insertChange, type LifecycleOutcome, saveServices, settleMoney } from './lifecycle-outcome.ts';

/**
 * Takes a paused subscription up again: what is billed in advance is charged from the day on, but for days that are still
 * paid for. Usage counts from the day on.
 *
 * @param at the instant it goes on from, where that is not now: a tick that comes late resumes it on its day
 * @throws BillingError as `planResume`
 */
export async function resumeSubscription(
  tx: Tx,
  ctx: OperationContext,
  state: SubscriptionState,
  { periods = 'align' }: { periods?: 'align' | 'restart' | undefined } = {},
  at = ctx.clock.now(),
): Promise<LifecycleOutcome> {
  const client = sqlClientOf(tx);
  const { tenant_id } = ctx;
  const input = { subscription: state, at, policy: state.policy, rounding: DEFAULT_ROUNDING, periods };
  const planned = await planWithUsage(client, tenant_id, state, (usage) => planResume({ ...input, usage }));
  const { effective_on, effective_at } = planned;
  const { pause_reason } = await tx.subscription.findUniqueOrThrow({
    where: { tenant_id_id: { tenant_id, id: state.id } },
    select: { pause_reason: true },
  });
  const change_id = await insertChange(client, ctx, state, {
    ...{ kind: 'resume', status: 'applied', effective_on, effective_at, details: { periods } },
  });
  await moveOn(tx, ctx, state, planned);
  await saveServices(client, tenant_id, planned.items);
  await beginAgain(client, tenant_id, planned);
  const renamed = await renameBilled(client, ctx, planned, change_id);
  const lines = planned.lines.map((line) =>
    line.type === 'charge'
      ? { ...line, subscription_item_id: renamed.get(line.subscription_item_id) ?? line.subscription_item_id }
      : line,
  );
  const reason = creditReason({ why: 'resumed', day: effective_on });
  const made = await settleMoney(tx, ctx, state, { ...planned, lines }, { change_id, reason, items: planned.items });
  await rememberOwed(tx, ctx, state.id, pause_reason);
  return { ...made, state, when: 'now', effective_on, lines };
}

/** What was overdue before a pause is so after it. One that paused for it, and that somebody resumes, was let off. */
async function rememberOwed(
  tx: Tx,
  ctx: OperationContext,
  subscription_id: string,
  pause_reason: string | null,
): Promise<void> {
  if (pause_reason === 'unpaid') return;
  const owed = await tx.invoice.findMany({
    where: {
      ...{ tenant_id: ctx.tenant_id, status: { in: AWAITED } },
      items: { some: { subscription_item: { subscription_id } } },
    },
    select: { id: true },
  });
  const ids = owed.map(({ id }) => id);
  await followInvoices(sqlClientOf(tx), ctx, ids);
}

/** The renewal charges each item from the day on that it is charged for now, not from the begin of the period. */
async function beginAgain(client: SqlClient, tenantId: string, { items }: PlannedResume): Promise<void> {
  await client.query(
    'UPDATE subscription_items SET active_from = service_start WHERE tenant_id = $1::uuid AND id = ANY($2::uuid[])',
    [tenantId, items.map(({ subscription_item_id }) => subscription_item_id)],
  );
}

async function moveOn(
  tx: Tx,
  { tenant_id, clock }: OperationContext,
  { id, trial_end, time_zone }: SubscriptionState,
  { status, subscription }: PlannedResume,
): Promise<void> {
  const { cycle_index, anchor_date, current_period_start, current_period_end, next_billing_at } = subscription;
  const trialOver = status === 'trialing' && trial_end ? startOfDay(trial_end, time_zone) : null;
  const looksAt = trialOver !== null && next_billing_at !== null && trialOver < next_billing_at;
  await tx.subscription.update({
    where: { tenant_id_id: { tenant_id, id } },
    data: {
      ...{
        status,
        cycle_index,
        anchor_date: toDbDate(anchor_date),
        paused_at: null,
        pause_reason: null,
        resumes_on: null,
      },
      ...{ current_period_start: toDbDate(current_period_start), current_period_end: toDbDate(current_period_end) },
      ...{ next_billing_at: looksAt ? trialOver : next_billing_at, updated_at: clock.now(), version: { increment: 1 } },
    },
  });
}

/**
 * Items that have a line from the very day on from which they are charged now, or by the run to come, come again under new
 * ids: an item and the start of its service name one line for ever. It was given back, or is of hours of that day. Answers
 * the new id of each.
 */
async function renameBilled(
  client: SqlClient,
  ctx: OperationContext,
  { lines, items, effective_on }: PlannedResume,
  change_id: string,
): Promise<Map<string, string>> {
  const begins = [
    ...lines.filter(({ type }) => type === 'charge'),
    ...items.flatMap(({ billed, service, ...item }) =>
      billed === null ? [{ ...item, service_start: service.start }] : [],
    ),
  ];
  const now = ctx.clock.now();
  const { rows } = await client.query(
    `SELECT DISTINCT c.id FROM unnest($2::uuid[], $3::date[]) AS c(id, service_start)
      WHERE EXISTS (SELECT 1 FROM invoice_items it WHERE it.tenant_id = $1::uuid AND it.subscription_item_id = c.id
                       AND it.service_start = c.service_start AND it.credits_item_id IS NULL AND it.released_at IS NULL)
         OR EXISTS (SELECT 1 FROM pending_invoice_items w WHERE w.tenant_id = $1::uuid AND w.subscription_item_id = c.id
                       AND w.service_start = c.service_start AND w.credits_item_id IS NULL AND w.credits_pending_id IS NULL)`,
    [
      ctx.tenant_id,
      begins.map(({ subscription_item_id }) => subscription_item_id),
      begins.map(({ service_start }) => service_start),
    ],
  );
  const renamed = new Map((rows as { id: string }[]).map(({ id }) => [id, newId(now)]));
  if (renamed.size === 0) return renamed;
  const [olds, news] = [[...renamed.keys()], [...renamed.values()]];
  await client.query(
    `UPDATE subscription_items SET state = 'ended', ended_on = $3::date WHERE tenant_id = $1::uuid AND id = ANY($2::uuid[])`,
    [ctx.tenant_id, olds, effective_on],
  );
  await client.query(
    `INSERT INTO subscription_items (tenant_id, id, subscription_id, plan_component_id, quantity, pricing, active_from, active_at, since,
        service_start, service_end, replaces_item_id, change_id, created_at)
     SELECT si.tenant_id, u.fresh, si.subscription_id, si.plan_component_id, si.quantity, si.pricing, si.active_from, si.active_at, si.since,
            si.service_start, si.service_end, si.id, $4::uuid, $5::timestamptz
       FROM unnest($2::uuid[], $3::uuid[]) AS u(old, fresh)
       JOIN subscription_items si ON si.tenant_id = $1::uuid AND si.id = u.old`,
    [ctx.tenant_id, olds, news, change_id, now],
  );
  return renamed;
}
