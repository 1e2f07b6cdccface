import { decimalText } from '@revenue/billing-core/money';
import type { PlannedChange, ProrationMode, SubscribedItem, TargetItem } from '@revenue/billing-core/subscriptions';
import { earlierDate, type LocalDate, laterDate, startOfDay } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import type { StateItem, SubscriptionState } from './load-state.ts';

export type ChangeKind = 'plan_change' | 'quantity' | 'addon' | 'price' | 'migration';

export interface SavedChange {
  id: string;
  kind: ChangeKind;
  planned: PlannedChange;
  /** What the items are of. */
  items: readonly TargetItem[];
  to_plan_version_id: string;
  proration: ProrationMode;
}

/** Writes a change: what it is, the items that end and come, and where the subscription stands. */
export async function saveChange(
  client: SqlClient,
  ctx: OperationContext,
  state: SubscriptionState,
  change: SavedChange,
): Promise<void> {
  const kept = new Set(change.planned.items.map(({ subscription_item_id }) => subscription_item_id));
  const ended = state.items.filter(({ subscription_item_id }) => !kept.has(subscription_item_id));
  const known = new Set(state.items.map(({ subscription_item_id }) => subscription_item_id));
  const fresh = change.planned.items.filter(({ subscription_item_id }) => !known.has(subscription_item_id));
  await insertChange(client, ctx, state, change, { ended, fresh });
  if (change.planned.when === 'now') await endItems(client, ctx, ended, change);
  await insertItems(client, ctx, state, change, fresh);
  await moveSubscription(client, ctx, state, change);
}

/** What it does to each item, for people to read. */
function toldItems(ended: readonly StateItem[], fresh: readonly SubscribedItem[]) {
  const replaced = new Map(ended.map((item) => [item.subscription_item_id, item]));
  const came = fresh.map(({ subscription_item_id, name, quantity, replaces }) => {
    const old = replaces === undefined ? undefined : replaced.get(replaces);
    const from = old === undefined ? {} : { replaces, from_name: old.name, from_quantity: decimalText(old.quantity) };
    return { item_id: subscription_item_id, name, quantity: decimalText(quantity), ...from };
  });
  const followed = new Set(fresh.flatMap(({ replaces }) => replaces ?? []));
  const gone = ended
    .filter(({ subscription_item_id }) => !followed.has(subscription_item_id))
    .map(({ subscription_item_id, name }) => ({ item_id: subscription_item_id, name, quantity: null }));
  return [...came, ...gone];
}

async function insertChange(
  client: SqlClient,
  ctx: OperationContext,
  state: SubscriptionState,
  { id, kind, planned, to_plan_version_id }: SavedChange,
  { ended, fresh }: { ended: readonly StateItem[]; fresh: readonly SubscribedItem[] },
): Promise<void> {
  const now = ctx.clock.now();
  const isNow = planned.when === 'now';
  const anchor = planned.subscription.anchor_date;
  await client.query(
    `INSERT INTO subscription_changes (tenant_id, id, subscription_id, kind, status, effective_on, effective_at,
        from_plan_version_id, to_plan_version_id, anchor_date, direction, items, net, currency, details, actor, created_at, applied_at)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6::date, $7::timestamptz, $8::uuid, $9::uuid, $10::date, $11, $12::jsonb,
             0, $13, $14::jsonb, $15, $16::timestamptz, $17::timestamptz)`,
    [
      ctx.tenant_id,
      id,
      state.id,
      kind,
      isNow ? 'applied' : 'scheduled',
      planned.effective_on,
      planned.effective_at,
      state.plan_version_id,
      to_plan_version_id,
      anchor === state.anchor_date ? null : anchor,
      planned.direction,
      JSON.stringify(toldItems(ended, fresh)),
      state.currency,
      JSON.stringify({ ends: ended.map(({ subscription_item_id }) => subscription_item_id) }),
      ctx.actor.name,
      now,
      isNow ? now : null,
    ],
  );
}

/** An ended item says for which days it stays charged, should its invoice ever be billed again. */
async function endItems(
  client: SqlClient,
  ctx: OperationContext,
  ended: readonly StateItem[],
  { planned, proration }: SavedChange,
): Promise<void> {
  if (ended.length === 0) return;
  await client.query(
    `UPDATE subscription_items si SET state = 'ended', ended_on = $3::date, service_start = u.service_start, service_end = u.service_end
       FROM unnest($2::uuid[], $4::date[], $5::date[]) AS u(id, service_start, service_end)
      WHERE si.tenant_id = $1::uuid AND si.id = u.id`,
    [
      ctx.tenant_id,
      ended.map(({ subscription_item_id }) => subscription_item_id),
      planned.effective_on,
      ended.map(({ service }) => service.start),
      ended.map((item) => stayingUntil(item, planned, proration)),
    ],
  );
}

/** Up to what is given back; without a credit, as of a void invoice, up to where one would have begun. */
function stayingUntil(
  item: StateItem,
  { lines, effective_on, subscription }: PlannedChange,
  proration: ProrationMode,
): LocalDate {
  const { start, end } = item.service;
  const line = lines.find(({ subscription_item_id }) => subscription_item_id === item.subscription_item_id);
  // A period that another interval cuts short is divided.
  const isWhole = proration === 'full_difference' && subscription.current_period_start !== effective_on;
  const wholly = proration === 'none' ? end : isWhole ? start : effective_on;
  const last = line === undefined ? wholly : line.type === 'credit' ? line.service_start : line.service_end;
  return earlierDate(laterDate(last, start), end);
}

async function insertItems(
  client: SqlClient,
  ctx: OperationContext,
  state: SubscriptionState,
  { id, planned, items }: SavedChange,
  fresh: readonly SubscribedItem[],
): Promise<void> {
  if (fresh.length === 0) return;
  const isNow = planned.when === 'now';
  const targets = new Map(items.map((item) => [item.subscription_item_id, item]));
  const predecessors = new Map(state.items.map((item) => [item.subscription_item_id, item]));
  const rows = fresh.map((item) => {
    const target = targets.get(item.subscription_item_id);
    const old = predecessors.get(item.replaces ?? '');
    // Under a new name with the terms of before, it goes on with the line of its predecessor.
    const goes_on = isNow && item.billed !== null && item.billed.line_id === old?.billed?.line_id;
    return { item, target, billed_as: goes_on ? (old?.billed_as_item_id ?? old?.subscription_item_id ?? null) : null };
  });
  await client.query(
    `INSERT INTO subscription_items (tenant_id, created_at, subscription_id, change_id, state, id, plan_component_id, quantity,
        pricing, active_from, active_at, since, service_start, service_end, replaces_item_id, billed_as_item_id)
     SELECT $1::uuid, $2::timestamptz, $3::uuid, $4::uuid, $5, u.*
       FROM unnest($6::uuid[], $7::uuid[], $8::numeric[], $9::jsonb[], $10::date[], $11::timestamptz[],
                   $12::timestamptz[], $13::date[], $14::date[], $15::uuid[], $16::uuid[]) u`,
    [
      ctx.tenant_id,
      ctx.clock.now(),
      state.id,
      id,
      isNow ? 'current' : 'scheduled',
      rows.map(({ item }) => item.subscription_item_id),
      rows.map(({ target }) => target?.plan_component_id),
      rows.map(({ item }) => decimalText(item.quantity)),
      rows.map(({ item, target }) => (target?.has_own_price ? JSON.stringify(item.pricing) : null)),
      rows.map(({ item }) => item.service.start),
      rows.map(({ item }) => item.active_at ?? null),
      rows.map(({ item }) => item.since ?? null),
      rows.map(({ item }) => (isNow ? item.service.start : null)),
      rows.map(({ item }) => (isNow ? item.service.end : null)),
      rows.map(({ item }) => item.replaces ?? null),
      rows.map(({ billed_as }) => billed_as),
    ],
  );
}

/** Now it stands where the change says; one that is to come only raises the version. */
async function moveSubscription(
  client: SqlClient,
  ctx: OperationContext,
  state: SubscriptionState,
  { planned, to_plan_version_id }: SavedChange,
): Promise<void> {
  const now = ctx.clock.now();
  if (planned.when !== 'now') {
    await client.query(
      `UPDATE subscriptions SET version = version + 1, updated_at = $3::timestamptz WHERE tenant_id = $1::uuid AND id = $2::uuid`,
      [ctx.tenant_id, state.id, now],
    );
    return;
  }
  const { anchor_date, cycle_index, current_period_start, current_period_end } = planned.subscription;
  await client.query(
    `UPDATE subscriptions SET plan_version_id = $3::uuid, anchor_date = $4::date, cycle_index = $5::int,
            current_period_start = $6::date, current_period_end = $7::date, next_billing_at = $8::timestamptz,
            version = version + 1, updated_at = $9::timestamptz
      WHERE tenant_id = $1::uuid AND id = $2::uuid`,
    [
      ctx.tenant_id,
      state.id,
      to_plan_version_id,
      anchor_date,
      cycle_index,
      current_period_start,
      current_period_end,
      lookedAt(state, planned),
      now,
    ],
  );
}

/** A trial ends on its day also where nothing is billed in advance: somebody has to look at it then. */
function lookedAt(
  { status, trial_end, time_zone }: SubscriptionState,
  { subscription: { next_billing_at } }: PlannedChange,
): Date | null {
  if (status !== 'trialing' || !trial_end || next_billing_at === null) return next_billing_at;
  const over = startOfDay(trial_end, time_zone);
  return over < next_billing_at ? over : next_billing_at;
}
