import { earlierDate, startOfDay } from '@revenue/billing-core/time';
import { bareArray } from '@revenue/db/bulk-values';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { EventType } from '../audit/event-types.ts';
import type { Change } from '../audit/record-change.ts';
import { writeChanges } from '../audit/write-changes.ts';
import type { OperationContext } from '../context.ts';
import { dropScheduled } from '../subscriptions/drop-scheduled.ts';
import { dropFirstLines } from './load-waiting-lines.ts';
import type { CustomersPlan, Renewed } from './plan-customers.ts';

/** Moves every billed subscription to where its renewal says it stands, with its contract, its plan, its end. */
export async function advanceSubscriptions(
  client: SqlClient,
  ctx: OperationContext,
  { renewals }: CustomersPlan,
): Promise<void> {
  const changed = renewals.filter(({ renewal }) => renewal.plan_changed);
  await applyScheduledChanges(client, ctx, changed);
  await moveOn(client, ctx, renewals);
  await rememberEarly(client, ctx, renewals);
  await endChanges(client, ctx, renewals);
}

/** Says of each that it was moved on. */
export function recordRenewals(client: SqlClient, ctx: OperationContext, { renewals }: CustomersPlan): Promise<void> {
  return writeChanges(client, ctx, renewals.flatMap(changesOf));
}

async function moveOn(client: SqlClient, ctx: OperationContext, renewals: Renewed[]): Promise<void> {
  await client.query(
    `UPDATE subscriptions s SET cycle_index = u.cycle_index, current_period_start = u.period_start,
            current_period_end = u.period_end, next_billing_at = u.next_billing_at, updated_at = $2, version = s.version + 1,
            status = COALESCE(u.status, s.status), contract_ends_on = COALESCE(u.contract_ends_on, s.contract_ends_on),
            ended_at = CASE WHEN u.status IN ('canceled', 'expired') THEN $2::timestamptz ELSE s.ended_at END
       FROM unnest($3::uuid[], $4::int[], $5::date[], $6::date[], $7::timestamptz[], $8::text[], $9::date[])
            AS u(id, cycle_index, period_start, period_end, next_billing_at, status, contract_ends_on)
      WHERE s.tenant_id = $1 AND s.id = ANY($3::uuid[]) AND s.id = u.id`,
    [
      ctx.tenant_id,
      ctx.clock.now(),
      bareArray(renewals.map(({ subscription }) => subscription.id)),
      bareArray(renewals.map(({ renewal }) => renewal.next.cycle_index)),
      bareArray(renewals.map(({ renewal }) => renewal.next.current_period_start)),
      bareArray(renewals.map(({ renewal }) => renewal.next.current_period_end)),
      bareArray(renewals.map((renewed) => lookedAt(renewed)?.toISOString() ?? null)),
      bareArray(renewals.map(({ renewal, converted }) => renewal.end_reason ?? (converted ? 'active' : null))),
      bareArray(renewals.map(({ renewal }) => renewal.contract?.ends_on ?? null)),
    ],
  );
}

/** A trial ends on its day also where it is billed before that: somebody has to look at it then. */
function lookedAt({ subscription: { status, trial_end, time_zone }, renewal, converted }: Renewed): Date | null {
  const { next_billing_at } = renewal.next;
  if (status !== 'trialing' || converted || !trial_end || next_billing_at === null) return next_billing_at;
  const over = startOfDay(trial_end, time_zone);
  const isSooner = over < next_billing_at;
  return isSooner ? over : next_billing_at;
}

/** Where those stood that are billed some days before their period begins: a change until then goes back to it. */
async function rememberEarly(client: SqlClient, ctx: OperationContext, renewals: Renewed[]): Promise<void> {
  const early = renewals.flatMap(({ subscription: { id, plan_version_id, scheduled_change }, renewal }) => {
    if (renewal.billed_early === null) return [];
    const { plan_changed, ...before } = renewal.billed_early;
    const change_id = plan_changed ? scheduled_change?.id : null;
    return [{ id, document: JSON.stringify({ ...before, plan_version_id, change_id }) }];
  });
  if (early.length === 0) return;
  await client.query(
    `UPDATE subscriptions s SET billed_early = u.document::json
       FROM unnest($2::uuid[], $3::text[]) AS u(id, document) WHERE s.tenant_id = $1 AND s.id = u.id`,
    [ctx.tenant_id, early.map(({ id }) => id), early.map(({ document }) => document)],
  );
}

/**
 * An end that was asked for has come, and one that nobody wrote down, with a contract or before there were changes, is written
 * down beside those; what was scheduled for the same boundary, or for a later one, does not come.
 */
async function endChanges(client: SqlClient, ctx: OperationContext, renewals: Renewed[]): Promise<void> {
  const over = renewals.filter(({ renewal }) => renewal.ended);
  if (over.length === 0) return;
  const ended = over.map(({ subscription }) => subscription.id);
  await dropFirstLines(client, ctx.tenant_id, ctx.clock.now(), ended);
  const canceled = over.filter(({ renewal }) => renewal.end_reason === 'canceled');
  const { rows } = await client.query(
    `UPDATE subscription_changes SET status = 'applied', applied_at = $3
      WHERE tenant_id = $1 AND subscription_id = ANY($2::uuid[]) AND status = 'scheduled' AND kind = 'cancel'
      RETURNING subscription_id::text`,
    [ctx.tenant_id, canceled.map(({ subscription }) => subscription.id), ctx.clock.now()],
  );
  const told = new Set((rows as { subscription_id: string }[]).map(({ subscription_id }) => subscription_id));
  await insertEnds(
    client,
    ctx,
    over.filter(({ subscription }) => !told.has(subscription.id)),
  );
  await dropScheduled(client, ctx, ended, { reason: 'the subscription ended before', ends: 'go' });
}

async function insertEnds(client: SqlClient, ctx: OperationContext, untold: Renewed[]): Promise<void> {
  if (untold.length === 0) return;
  const now = ctx.clock.now();
  const days = untold.map(({ subscription: { ends_on }, renewal: { next, contract, end_reason } }) =>
    earlierDate(
      next.current_period_end,
      (end_reason === 'expired' ? contract?.ends_on : ends_on) ?? next.current_period_end,
    ),
  );
  await client.query(
    `INSERT INTO subscription_changes (tenant_id, id, subscription_id, kind, status, effective_on, effective_at,
        from_plan_version_id, to_plan_version_id, items, net, currency, details, actor, created_at, applied_at)
     SELECT $1::uuid, u.change_id, u.id, 'cancel', 'applied', u.effective_on, u.effective_at, u.plan_version_id, u.plan_version_id,
            '[]', 0, u.currency, u.details, $9, $10::timestamptz, $10::timestamptz
       FROM unnest($2::uuid[], $3::uuid[], $4::date[], $5::timestamptz[], $6::uuid[], $7::text[], $8::jsonb[])
            AS u(id, change_id, effective_on, effective_at, plan_version_id, currency, details)`,
    [
      ctx.tenant_id,
      untold.map(({ subscription }) => subscription.id),
      untold.map(() => newId(now)),
      days,
      untold.map(({ subscription }, at) => startOfDay(days[at] ?? '', subscription.time_zone)),
      untold.map(({ subscription: { plan_version_id, scheduled_change }, renewal }) =>
        renewal.plan_changed ? (scheduled_change?.to_plan_version_id ?? plan_version_id) : plan_version_id,
      ),
      untold.map(({ subscription }) => subscription.plan.currency),
      untold.map(({ renewal }) => (renewal.end_reason === 'expired' ? '{"reason": "the contract was over"}' : '{}')),
      ctx.actor.name,
      now,
    ],
  );
}

/** The old items end, the scheduled ones become current; plan and anchor are those of the change. */
async function applyScheduledChanges(client: SqlClient, ctx: OperationContext, changed: Renewed[]): Promise<void> {
  if (changed.length === 0) return;
  const now = ctx.clock.now();
  const ids = changed.map(({ subscription }) => subscription.scheduled_change?.id);
  await client.query(
    `UPDATE subscription_items si SET state = 'ended', ended_on = ch.effective_on
       FROM subscription_changes ch
      WHERE ch.tenant_id = $1 AND ch.id = ANY($2::uuid[]) AND si.tenant_id = $1
        AND si.subscription_id = ch.subscription_id AND si.state = 'current' AND ch.details -> 'ends' ? si.id::text`,
    [ctx.tenant_id, ids],
  );
  await client.query(
    `UPDATE subscription_items SET state = 'current' WHERE tenant_id = $1 AND change_id = ANY($2::uuid[]) AND state = 'scheduled'`,
    [ctx.tenant_id, ids],
  );
  await client.query(
    `WITH applied AS (
       UPDATE subscription_changes SET status = 'applied', applied_at = $3
        WHERE tenant_id = $1 AND id = ANY($2::uuid[]) RETURNING subscription_id, to_plan_version_id, anchor_date)
     UPDATE subscriptions s SET plan_version_id = COALESCE(a.to_plan_version_id, s.plan_version_id),
            anchor_date = COALESCE(a.anchor_date, s.anchor_date)
       FROM applied a WHERE s.tenant_id = $1 AND s.id = a.subscription_id`,
    [ctx.tenant_id, ids, now],
  );
}

/** What happened, each with its event: one for the renewal or the end, and one for what came with it. */
function changesOf({ subscription, renewal, converted }: Renewed): Change[] {
  const { id, current_period_start, current_period_end, status, scheduled_change } = subscription;
  const object = { object_type: 'subscription', object_id: id };
  const type: EventType =
    renewal.end_reason === null
      ? 'subscription.renewed'
      : renewal.end_reason === 'expired'
        ? 'subscription.expired'
        : 'subscription.canceled';
  const renewed: Change = {
    type,
    ...object,
    before: { ...(renewal.ended ? { status } : {}), current_period_start, current_period_end },
    after: {
      ...(renewal.end_reason === null ? {} : { id, status: renewal.end_reason }),
      ...renewal.next,
      lines: renewal.lines.length,
      ...(renewal.contract ? { contract: renewal.contract } : {}),
    },
  };
  const trial: Change[] = converted
    ? [{ type: 'subscription.trial_ended', ...object, before: { status }, after: { status: 'active' } }]
    : [];
  if (!renewal.plan_changed || !scheduled_change) return [...trial, renewed];
  const { from, to } = scheduled_change.plans;
  const before = {
    plan: from,
    plan_version_id: subscription.plan_version_id,
    items: itemsOf(subscription.plan.components),
    change_id: null,
  };
  const after = {
    plan: to ?? from,
    plan_version_id: scheduled_change.to_plan_version_id ?? subscription.plan_version_id,
    items: itemsOf(scheduled_change.components),
    change_id: scheduled_change.id,
    effective_on: scheduled_change.on,
  };
  return [...trial, renewed, { type: 'subscription.updated', ...object, before, after }];
}

type Components = Renewed['subscription']['plan']['components'];

function itemsOf(components: Components) {
  return components.map(({ subscription_item_id, name, quantity }) => ({ id: subscription_item_id, name, quantity }));
}
