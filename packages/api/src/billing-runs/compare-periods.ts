import type { BillingRunPreview, CurrencyChange } from '@revenue/billing-core/billing-runs';
import { wireSum } from '@revenue/billing-core/money';
import { startOfDay } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { DueSubscription } from './load-due-subscriptions.ts';
import type { CustomersPlan } from './plan-customers.ts';

/** What a customer pays in one currency, now and for the period before, its own accounts below included. Minor units. */
export interface CustomerChange {
  customer_id: string;
  customer_name: string;
  currency: string;
  items: number;
  total: bigint;
  last_total: bigint;
}

/**
 * Sets what is planned beside what the same subscriptions were billed for their period before: the live lines that end
 * where the planned period begins, for periods tile. One statement for the whole chunk.
 */
export async function comparePeriods(
  client: SqlClient,
  tenantId: string,
  plan: CustomersPlan,
): Promise<CustomerChange[]> {
  const planned = plan.renewals.map(({ subscription }) => subscription);
  const last = await loadLastAmounts(client, tenantId, planned);
  const changes = new Map<string, CustomerChange>();
  const changeOf = (customer: { id: string; name: string }, currency: string): CustomerChange => {
    const key = `${customer.id}/${currency}`;
    const ids = { customer_id: customer.id, customer_name: customer.name, currency };
    const change = changes.get(key) ?? { ...ids, items: 0, total: 0n, last_total: 0n };
    changes.set(key, change);
    return change;
  };
  for (const { payer, plan: terms, id } of planned) {
    changeOf(payer, terms.currency).last_total += last.get(id) ?? 0n;
  }
  for (const { customer_id, customer_name, currency, items, total } of plan.invoices) {
    const change = changeOf({ id: customer_id, name: customer_name }, currency);
    change.items += items.length;
    change.total += total;
  }
  // A renewal that bills nothing and billed nothing before is no news.
  return [...changes.values()].filter(({ items, last_total }) => items > 0 || last_total !== 0n);
}

/**
 * What each subscription was billed for the period before the one that is due, by subscription: with the items that it had
 * then. What is billed in arrear looks back from the start of the current period, what is billed in advance from its end.
 */
async function loadLastAmounts(
  client: SqlClient,
  tenantId: string,
  subscriptions: readonly DueSubscription[],
): Promise<Map<string, bigint>> {
  if (subscriptions.length === 0) return new Map();
  const { rows } = await client.query(
    `SELECT d.subscription_id, sum(it.amount - it.discount_amount + CASE WHEN it.tax_inclusive THEN 0 ELSE it.tax_amount END)::text AS amount
       FROM unnest($2::uuid[], $3::date[], $4::date[]) AS d(subscription_id, arrear_from, advance_from)
       JOIN subscription_items si ON si.tenant_id = $1 AND si.subscription_id = d.subscription_id
       JOIN plan_components pc ON pc.tenant_id = $1 AND pc.id = si.plan_component_id
       JOIN invoice_items it ON it.tenant_id = $1 AND it.subscription_item_id = si.id AND it.released_at IS NULL
                            AND it.service_end = CASE pc.timing WHEN 'arrear' THEN d.arrear_from ELSE d.advance_from END
       JOIN invoices i ON i.tenant_id = $1 AND i.id = it.invoice_id AND i.status <> 'void'
      GROUP BY d.subscription_id`,
    [
      tenantId,
      subscriptions.map(({ id }) => id),
      subscriptions.map(({ current_period_start }) => current_period_start),
      subscriptions.map((subscription) =>
        isFirstOpen(subscription) ? subscription.current_period_start : subscription.current_period_end,
      ),
    ],
  );
  const found = rows as { subscription_id: string; amount: string }[];
  return new Map(found.map(({ subscription_id, amount }) => [subscription_id, BigInt(amount)]));
}

/** The advance fees of the current period itself are still open, as of one that has just begun. */
function isFirstOpen({ next_billing_at, current_period_start, time_zone }: DueSubscription): boolean {
  return next_billing_at !== null && next_billing_at <= startOfDay(current_period_start, time_zone);
}

export function toChangeView(change: CustomerChange): BillingRunPreview['customers'][number] {
  const { total, last_total, currency } = change;
  return {
    ...change,
    total: wireSum(total, currency),
    last_total: wireSum(last_total, currency),
    difference: wireSum(total - last_total, currency),
    change: changeWord(change),
  };
}

export function changeWord({
  items,
  total,
  last_total,
}: CustomerChange): BillingRunPreview['customers'][number]['change'] {
  if (items === 0) return 'gone';
  if (last_total === 0n && total !== 0n) return 'new';
  if (total === last_total) return 'same';
  return total > last_total ? 'more' : 'less';
}

/** Over all customers, by currency. */
export function sumChanges(changes: readonly CustomerChange[]): CurrencyChange[] {
  const groups = Map.groupBy(changes, ({ currency }) => currency);
  return [...groups]
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([currency, group]) => {
      const total = group.reduce((sum, change) => sum + change.total, 0n);
      const last_total = group.reduce((sum, change) => sum + change.last_total, 0n);
      return {
        currency,
        last_total: wireSum(last_total, currency),
        total: wireSum(total, currency),
        difference: wireSum(total - last_total, currency),
        new_customers: group.filter((change) => changeWord(change) === 'new').length,
        gone_customers: group.filter((change) => changeWord(change) === 'gone').length,
      };
    });
}
