import { Pricing, toPricingView } from '@revenue/billing-core/catalog';
import { wireAmount, wireDecimal } from '@revenue/billing-core/money';
import {
  Activation,
  PauseReason,
  type ScheduledChangeView,
  type Subscription,
  type SubscriptionItem,
  type SubscriptionStatus,
  type SubscriptionSummary,
} from '@revenue/billing-core/subscriptions';
import type { Interval } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Prisma } from '@revenue/db/database';

const withPlan = { include: { plan: { select: { id: true, code: true, name: true } } } } satisfies {
  include: Prisma.PlanVersionInclude;
};

export const summaryInclude = {
  customer: { select: { id: true, name: true, email: true } },
  plan_version: withPlan,
  billing_cycle: { select: { id: true, name: true } },
  mrr_spans: { where: { until_day: null }, select: { mrr: true, currency: true }, take: 1 },
} satisfies Prisma.SubscriptionInclude;

const itemInclude = {
  component: {
    include: { meter: { select: { id: true, code: true, name: true, unit: true } }, plan_version: withPlan },
  },
} satisfies Prisma.SubscriptionItemInclude;

export const subscriptionInclude = {
  ...summaryInclude,
  items: {
    where: { state: { not: 'ended' } },
    include: itemInclude,
    orderBy: [
      { component: { plan_version: { created_at: 'asc' } } },
      // Two of one instant are told one after the other all the same.
      { component: { plan_version_id: 'asc' } },
      { component: { position: 'asc' } },
    ],
  },
  changes: {
    where: { status: 'scheduled', kind: { not: 'cancel' } },
    include: { to_plan_version: withPlan },
    take: 1,
  },
} satisfies Prisma.SubscriptionInclude;

export type SubscriptionSummaryRow = Prisma.SubscriptionGetPayload<{ include: typeof summaryInclude }>;
export type SubscriptionRow = Prisma.SubscriptionGetPayload<{ include: typeof subscriptionInclude }>;
type ItemRow = SubscriptionRow['items'][number];

export function toSubscriptionSummary(row: SubscriptionSummaryRow): SubscriptionSummary {
  return {
    id: row.id,
    external_id: row.external_id,
    customer_id: row.customer_id,
    customer: row.customer,
    plan: toPlanOf(row.plan_version),
    billing_cycle: row.billing_cycle,
    status: row.status as SubscriptionStatus,
    time_zone: row.time_zone,
    start_date: fromDbDate(row.start_date),
    anchor_date: fromDbDate(row.anchor_date),
    current_period: { start: fromDbDate(row.current_period_start), end: fromDbDate(row.current_period_end) },
    next_billing_at: row.next_billing_at?.toISOString() ?? null,
    mrr: mrrOf(row),
    ...toTermsView(row),
    cancel_at_period_end: row.cancel_at_period_end,
    ends_on: dayOf(row.ends_on),
    cancel_settle: row.cancel_settle as SubscriptionSummary['cancel_settle'],
    canceled_at: row.canceled_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    paused_at: row.paused_at?.toISOString() ?? null,
    resumes_on: dayOf(row.resumes_on),
    pause_reason: row.pause_reason === null ? null : PauseReason.parse(row.pause_reason),
    activation: Activation.parse(row.activation),
    grace_ends_at: row.grace_ends_at?.toISOString() ?? null,
    metadata: row.metadata as Subscription['metadata'],
    version: row.version,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

function mrrOf({ mrr_spans: [span] }: SubscriptionSummaryRow): number | null {
  return span === undefined ? null : wireAmount(span.mrr, span.currency);
}

/** What was agreed when it began: its trial, its contract, its discount. */
function toTermsView(row: SubscriptionSummaryRow) {
  const { contract_periods: periods, contract_at_end, contract_ends_on, percent_off, amount_off } = row;
  const at_end = contract_at_end as NonNullable<SubscriptionSummary['contract']>['at_end'];
  return {
    trial_end: dayOf(row.trial_end),
    trial_without_method: row.trial_without_method as SubscriptionSummary['trial_without_method'],
    contract:
      periods === null || contract_ends_on === null ? null : { periods, at_end, ends_on: fromDbDate(contract_ends_on) },
    discount:
      percent_off === null && amount_off === null
        ? null
        : {
            percent_off: percent_off === null ? null : wireDecimal(percent_off.toFixed()),
            amount_off: amount_off === null ? null : wireAmount(amount_off, row.plan_version.currency),
            ends_on: dayOf(row.discount_ends_on),
          },
  };
}

const dayOf = (date: Date | null) => date && fromDbDate(date);

function toPlanOf({ plan, ...version }: SubscriptionSummaryRow['plan_version']): SubscriptionSummary['plan'] {
  return {
    ...plan,
    version_id: version.id,
    version: version.version,
    currency: version.currency,
    interval: version.interval as Interval,
    interval_count: version.interval_count,
  };
}

export function toSubscriptionView(row: SubscriptionRow): Subscription {
  const { interval, interval_count } = row.plan_version;
  const current = row.items.filter(({ state }) => state === 'current');
  return {
    ...toSubscriptionSummary(row),
    items: current.map((item) => toItemView(item, { interval, interval_count })),
    scheduled_change: toScheduledView(row),
  };
}

function toScheduledView({ changes: [change], ...row }: SubscriptionRow): ScheduledChangeView | null {
  if (!change) return null;
  const version = change.to_plan_version ?? row.plan_version;
  const { ends = [] } = change.details as { ends?: string[] };
  const items = row.items.filter(({ state, id }) => state === 'scheduled' || !ends.includes(id));
  return {
    id: change.id,
    kind: change.kind,
    effective_on: fromDbDate(change.effective_on),
    direction: change.direction as ScheduledChangeView['direction'],
    plan: toPlanOf(version),
    items: items.map((item) => toItemView(item, version)),
    requested_by: change.actor,
    created_at: change.created_at.toISOString(),
  };
}

function toItemView(item: ItemRow, of: { interval: string; interval_count: number }): SubscriptionItem {
  const { id, quantity, pricing, component, state, replaces_item_id } = item;
  const { plan } = component.plan_version;
  const { interval, interval_count } = component.interval === null ? component.plan_version : component;
  const isOther = interval !== of.interval || interval_count !== of.interval_count;
  const isOwn = isOther && component.kind !== 'one_time';
  return {
    id,
    component_id: component.id,
    name: component.name,
    kind: component.kind as SubscriptionItem['kind'],
    timing: component.timing as SubscriptionItem['timing'],
    quantity: wireDecimal(quantity.toFixed()),
    meter: component.meter,
    pricing: toPricingView(Pricing.parse(pricing ?? component.pricing)),
    own_price: pricing !== null,
    plan,
    every: isOwn ? { interval: interval as Interval, interval_count: interval_count ?? 1 } : null,
    state: state as SubscriptionItem['state'],
    replaces_item_id,
  };
}
