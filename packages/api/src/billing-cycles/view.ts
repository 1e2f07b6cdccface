import { type BillingCycle, cycleSchedule, type Enrolment } from '@revenue/billing-core/billing-cycles';
import { Pricing, rate } from '@revenue/billing-core/catalog';
import { DEFAULT_ROUNDING, wireAmount, wireDecimal } from '@revenue/billing-core/money';
import type { Interval } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { CycleRow, CycleUse, EnrolmentRow } from './queries.ts';

const SHOWN_PERIODS = 3;
const UNUSED: CycleUse = { subscriptions: 0, next_issue_at: null };

/** `today` is where the tenant is. */
export function toCycleView(row: CycleRow, { subscriptions, next_issue_at } = UNUSED, today: string): BillingCycle {
  const rules = {
    interval: row.interval as Interval,
    interval_count: row.interval_count,
    anchor_date: row.anchor_date && fromDbDate(row.anchor_date),
    timing: row.timing as BillingCycle['timing'],
    issue_days_before: row.issue_days_before,
  };
  return {
    id: row.id,
    external_id: row.external_id,
    name: row.name,
    ...rules,
    alignment: row.alignment as BillingCycle['alignment'],
    auto_send: row.auto_send,
    auto_charge: false,
    requires_approval: row.requires_approval,
    payment_terms: row.payment_terms,
    subscriptions,
    next_issue_at: next_issue_at?.toISOString() ?? null,
    schedule: cycleSchedule(rules, today, SHOWN_PERIODS),
    metadata: row.metadata as BillingCycle['metadata'],
    version: row.version,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

export function toEnrolmentView(row: EnrolmentRow): Enrolment {
  const { plan, currency, id: plan_version_id } = row.plan_version;
  // What was changed away stays behind, for the periods that it was billed for.
  const items = row.items
    .filter(({ component }) => component.plan_version_id === plan_version_id)
    .map((item) => ({ ...item, pricing: Pricing.parse(item.component.pricing) }));
  const rated = items.map(({ component, pricing, quantity }) =>
    component.kind === 'recurring' ? rate(pricing, quantity.toFixed(), currency, DEFAULT_ROUNDING) : null,
  );
  const isKnown = rated.every((line) => line !== null);
  return {
    customer_id: row.customer.id,
    customer_name: row.customer.name,
    subscription_id: row.id,
    plan_name: plan.name,
    by_product: plan.private,
    status: row.status,
    currency,
    items: items.map(({ component, quantity }, at) => {
      const unit_price = rated[at]?.unit_price ?? null;
      return {
        product_id: component.product_id,
        description: component.name,
        quantity: wireDecimal(quantity.toFixed()),
        unit_price: unit_price === null ? null : wireDecimal(unit_price),
      };
    }),
    amount: isKnown
      ? wireAmount(
          rated.reduce((sum, line) => sum + (line?.amount ?? 0n), 0n),
          currency,
        )
      : null,
    current_period: { start: fromDbDate(row.current_period_start), end: fromDbDate(row.current_period_end) },
    next_billing_at: row.next_billing_at?.toISOString() ?? null,
    time_zone: row.time_zone,
    cancel_at_period_end: row.cancel_at_period_end,
  };
}
