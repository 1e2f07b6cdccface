import { Pricing, toPricingView } from '@revenue/billing-core/catalog';
import { wireDecimal } from '@revenue/billing-core/money';
import type {
  Subscription,
  SubscriptionItem,
  SubscriptionStatus,
  SubscriptionSummary,
} from '@revenue/billing-core/subscriptions';
import type { Interval } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Prisma } from '@revenue/db/database';

export const summaryInclude = {
  customer: { select: { id: true, name: true, email: true } },
  plan_version: { include: { plan: { select: { id: true, code: true, name: true } } } },
  billing_cycle: { select: { id: true, name: true } },
} satisfies Prisma.SubscriptionInclude;

export const subscriptionInclude = {
  ...summaryInclude,
  items: {
    include: { component: { include: { meter: { select: { id: true, code: true, name: true, unit: true } } } } },
    orderBy: { component: { position: 'asc' } },
  },
} satisfies Prisma.SubscriptionInclude;

export type SubscriptionSummaryRow = Prisma.SubscriptionGetPayload<{ include: typeof summaryInclude }>;
export type SubscriptionRow = Prisma.SubscriptionGetPayload<{ include: typeof subscriptionInclude }>;

export function toSubscriptionSummary(row: SubscriptionSummaryRow): SubscriptionSummary {
  const { plan, ...version } = row.plan_version;
  return {
    id: row.id,
    external_id: row.external_id,
    customer_id: row.customer_id,
    customer: row.customer,
    plan: {
      ...plan,
      version_id: version.id,
      version: version.version,
      currency: version.currency,
      interval: version.interval as Interval,
      interval_count: version.interval_count,
    },
    billing_cycle: row.billing_cycle,
    status: row.status as SubscriptionStatus,
    time_zone: row.time_zone,
    start_date: fromDbDate(row.start_date),
    anchor_date: fromDbDate(row.anchor_date),
    current_period: { start: fromDbDate(row.current_period_start), end: fromDbDate(row.current_period_end) },
    next_billing_at: row.next_billing_at?.toISOString() ?? null,
    cancel_at_period_end: row.cancel_at_period_end,
    canceled_at: row.canceled_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    metadata: row.metadata as Subscription['metadata'],
    version: row.version,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

export function toSubscriptionView(row: SubscriptionRow): Subscription {
  return { ...toSubscriptionSummary(row), items: row.items.map(toItemView) };
}

function toItemView({ id, quantity, component }: SubscriptionRow['items'][number]): SubscriptionItem {
  return {
    id,
    component_id: component.id,
    name: component.name,
    kind: component.kind as SubscriptionItem['kind'],
    timing: component.timing as SubscriptionItem['timing'],
    quantity: wireDecimal(quantity.toFixed()),
    meter: component.meter,
    pricing: toPricingView(Pricing.parse(component.pricing)),
  };
}
