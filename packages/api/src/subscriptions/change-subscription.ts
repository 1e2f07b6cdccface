import { creditReason } from '@revenue/billing-core/credit-notes';
import { BillingError, isBillingError } from '@revenue/billing-core/errors';
import { DEFAULT_ROUNDING } from '@revenue/billing-core/money';
import {
  type ChangePolicy,
  type PlanChange,
  type PlannedChange,
  planChange,
  type TargetItem,
  targetItems,
  type UsageLookup,
} from '@revenue/billing-core/subscriptions';
import { type Interval, type Period, startOfDay } from '@revenue/billing-core/time';
import type { Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { presentFields } from '../present-fields.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import { loadUsageTotals } from '../usage/load-usage-totals.ts';
import { type AppliedMoney, applyMoney } from './apply-money.ts';
import { loadStates, type SubscriptionState } from './load-state.ts';
import { type AskedChange, type ChangeTarget, loadTarget } from './load-target.ts';
import { recordMrr } from './record-mrr.ts';
import { freshMeters, refuseBilledUsage } from './refuse-billed-usage.ts';
import { type ChangeKind, saveChange } from './save-change.ts';
import { takeBackEarlyBill } from './take-back-early-bill.ts';
import { undoScheduled } from './undo-scheduled.ts';

/** What a change was, and what it made. */
export interface ChangeOutcome extends AppliedMoney {
  id: string;
  kind: ChangeKind;
  planned: PlannedChange;
  state: SubscriptionState;
}

/**
 * Changes what a subscription is to: its plan, quantities, add-ons and prices, now or with the next period. One planned by
 * `planChange` is written whole: items, standing, money. A change that was scheduled before gives way to it.
 *
 * @throws BillingError renewal_due where a period is over and not billed; as `planChange`, `loadTarget` and `refuseBilledUsage`;
 * validation_failed where nothing would change, or a longer fee is paid beyond the period that it is to end with
 */
export async function changeSubscription(
  tx: Tx,
  ctx: OperationContext,
  id: string,
  asked: AskedChange,
): Promise<ChangeOutcome> {
  const client = sqlClientOf(tx);
  const [found] = await loadStates(client, ctx.tenant_id, [id], { lock: true });
  if (!found) throw new BillingError('not_found', `There is no subscription ${id}.`);
  const { state, credit_note_ids } = await takeBackEarlyBill(tx, ctx, found);
  const now = ctx.clock.now();
  const target = await loadTarget(tx, ctx.tenant_id, state, asked);
  const items = itemsOf(state, target, asked, () => newId(now));
  refuseNothing(state, target, items, asked);
  const planned = await planWithUsage(client, ctx, state, { items, target, asked });
  refuseRestAtEnd(planned);
  await refuseBilledUsage(tx, ctx.tenant_id, state, {
    ...{ meters: freshMeters(state, target.components), from: planned.effective_on },
    path: asked.add_ons ? 'add_ons' : 'plan_id',
  });
  await undoScheduled(client, ctx, id);
  const change = { id: newId(now), kind: kindOf(state, target, asked) };
  await saveChange(client, ctx, state, {
    ...change,
    planned,
    items,
    to_plan_version_id: target.version.id,
    proration: asked.proration ?? state.policy.proration,
  });
  const reason = creditReason({ why: 'changed', plan: target.version.plan.name, day: planned.effective_on });
  const made = await applyMoney(tx, ctx, state, moneyNow(planned), { change_id: change.id, reason, items });
  const money = { ...made, credit_note_ids: [...credit_note_ids, ...made.credit_note_ids] };
  await client.query(
    `UPDATE subscription_changes SET net = $3::bigint, invoice_id = $4::uuid, credit_note_ids = $5::uuid[]
      WHERE tenant_id = $1::uuid AND id = $2::uuid`,
    [ctx.tenant_id, change.id, String(money.net), money.invoice_id, money.credit_note_ids],
  );
  await recordMrr(client, ctx, [id]);
  return { ...change, ...money, planned, state };
}

/**
 * A fee of a longer period than the plan's is paid beyond the boundary, and what is left of it then would be nobody's to
 * give back: an end of the period takes no line with it.
 */
function refuseRestAtEnd({ when, lines, effective_on }: PlannedChange): void {
  const [rest] = when === 'period_end' ? lines : [];
  if (rest === undefined) return;
  const sentence = `"${rest.description}" is paid until ${rest.service_end}, beyond the period that ends on ${effective_on}; change now, which gives the rest of it back, or keep it.`;
  throw new BillingError('validation_failed', sentence, { errors: [{ path: 'when', message: sentence }] });
}

/** A change that is to come bills nothing now: the renewal does. */
function moneyNow(planned: PlannedChange) {
  return planned.when === 'now' ? planned : { lines: [], net: 0n, billing: 'nothing' as const };
}

function itemsOf(
  state: SubscriptionState,
  { version, components }: ChangeTarget,
  asked: AskedChange,
  id: () => string,
): TargetItem[] {
  const keeps_period = version.interval === state.interval && version.interval_count === state.interval_count;
  const quantities = (asked.quantities ?? []).map(
    ({ component_id, item_id, quantity }) => [component_id ?? item_id ?? '', quantity] as const,
  );
  const prices = (asked.prices ?? []).map(({ component_id, pricing }) => [component_id, pricing] as const);
  return targetItems(state.items, components, {
    quantities: new Map(quantities),
    prices: new Map(prices),
    keeps_period,
    ...presentFields({ follows: asked.follows, set_up_fees: asked.set_up_fees }),
    newId: id,
  });
}

function refuseNothing(
  state: SubscriptionState,
  { version }: ChangeTarget,
  items: readonly TargetItem[],
  asked: AskedChange,
): void {
  const known = new Set(state.items.map(({ subscription_item_id }) => subscription_item_id));
  const isSame = items.length === known.size && items.every((item) => known.has(item.subscription_item_id));
  if (!isSame || version.id !== state.plan_version_id) return;
  const hint = state.scheduled_change === null ? '' : ' To keep it as it is, undo the change that is scheduled.';
  throw new BillingError('validation_failed', `Nothing of the subscription would change.${hint}`, {
    errors: [{ path: Object.keys(asked)[0] ?? 'plan_id', message: 'is what it has already' }],
  });
}

function kindOf(state: SubscriptionState, { version }: ChangeTarget, asked: AskedChange): ChangeKind {
  if (version.id !== state.plan_version_id) return 'plan_change';
  if (asked.add_ons !== undefined) return 'addon';
  return asked.quantities === undefined && asked.prices !== undefined ? 'price' : 'quantity';
}

interface Wanted {
  items: readonly TargetItem[];
  target: ChangeTarget;
  asked: AskedChange;
}

/** Planned once to hear which usage it asks for, and once with it. */
async function planWithUsage(
  client: SqlClient,
  ctx: OperationContext,
  state: SubscriptionState,
  wanted: Wanted,
): Promise<PlannedChange> {
  const windows: (Period & { meter_id: string })[] = [];
  const input = toPlanChange(state, wanted, ctx.clock.now());
  const listen: UsageLookup = (meter_id, period) => {
    windows.push({ meter_id, ...period });
    return '0';
  };
  planned({ ...input, usage: listen });
  const totals = await loadUsageTotals(
    client,
    ctx.tenant_id,
    windows.map(({ meter_id, start, end }) => ({
      customer_id: state.customer.id,
      meter_id,
      from: startOfDay(start, state.time_zone),
      to: startOfDay(end, state.time_zone),
    })),
  );
  const used = new Map(windows.map(({ meter_id, start }, at) => [`${meter_id}/${start}`, totals[at] ?? '0']));
  const usage: UsageLookup = (meter_id, { start }) => used.get(`${meter_id}/${start}`) ?? '0';
  return planned({ ...input, usage });
}

function toPlanChange(state: SubscriptionState, { items, target, asked }: Wanted, at: Date): PlanChange {
  const { interval, interval_count } = target.version;
  const policy: Partial<ChangePolicy> =
    asked.proration === undefined ? state.policy : { ...state.policy, proration: asked.proration };
  return {
    subscription: state,
    at,
    policy,
    rounding: DEFAULT_ROUNDING,
    items,
    plan: { interval: interval as Interval, interval_count },
    ...(asked.when === undefined ? {} : { when: asked.when }),
  };
}

/** With the remedy that is at hand here. */
function planned(input: PlanChange): PlannedChange {
  try {
    return planChange(input);
  } catch (error) {
    if (!isBillingError(error) || error.code !== 'renewal_due') throw error;
    const sentence = `Something of the subscription is due and not billed yet; start a billing run of its customer, or wait for the hourly one, then change it.`;
    throw new BillingError('renewal_due', sentence, {
      errors: [{ path: 'id', message: 'has something due that is not billed; start a billing run first' }],
    });
  }
}
