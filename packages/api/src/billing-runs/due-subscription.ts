import { Pricing } from '@revenue/billing-core/catalog';
import type {
  Contract,
  PlanInterval,
  RenewedComponent,
  RenewedSubscription,
  ScheduledChange,
  Settlement,
  SubscriptionDiscount,
  SubscriptionStatus,
} from '@revenue/billing-core/subscriptions';
import type { TaxedCustomer } from '@revenue/billing-core/taxes';
import type { Interval, LocalDate } from '@revenue/billing-core/time';
import { bareArray } from '@revenue/db/bulk-values';
import type { SqlClient } from '@revenue/jobs/job-queue';

/** A subscription that is due: whose it is, and who pays for it. */
export interface DueSubscription extends RenewedSubscription {
  id: string;
  status: SubscriptionStatus;
  plan_version_id: string;
  customer: { id: string; name: string };
  /** The customer itself, or the account above that its invoices go to; taxes are those of who pays. */
  payer: TaxedCustomer & { id: string; name: string; time_zone: string; payment_terms: string };
  /** By whose rules it is billed; null for none but the customer's. */
  cycle: { id: string; payment_terms: string | null; auto_send: boolean } | null;
  discount: SubscriptionDiscount | null;
  scheduled_change: DueChange | null;
  /** What becomes of what is billed beyond its end, where that was told. */
  cancel_settle: Settlement | null;
}

/** The scheduled change, with what the run writes down once it has taken effect. */
export interface DueChange extends ScheduledChange {
  id: string;
  to_plan_version_id: string | null;
  /** As the timeline tells it: from which plan to which. */
  plans: { from: PlanTold; to: PlanTold | null };
}

interface PlanTold {
  name: string;
  version: number;
}

const planOf = (version: string) => `
  (SELECT json_build_object('name', pl.name, 'version', ${version}.version)
     FROM plans pl WHERE pl.tenant_id = ${version}.tenant_id AND pl.id = ${version}.plan_id)`;

/** The items of a scheduled change. Few subscriptions have one; the items of the others are read for all at once. */
const itemsWhere = (condition: string) => `
  (SELECT json_agg(json_build_object(
            'subscription_item_id', si.id, 'component_id', si.plan_component_id, 'pricing', si.pricing,
            'quantity', trim_scale(si.quantity)::text, 'active_from', si.active_from))
     FROM subscription_items si
    WHERE si.tenant_id = s.tenant_id AND si.subscription_id = s.id ${condition})`;

/** Subscriptions with the change that is to come. */
export const SELECT_SUBSCRIPTIONS = `
     SELECT s.id, s.status, s.plan_version_id, s.time_zone, s.start_date::text, s.anchor_date::text, s.cycle_index,
            s.current_period_start::text, s.current_period_end::text, s.next_billing_at, s.cancel_at_period_end,
            s.issue_days_before, s.trial_end::text, s.ends_on::text, s.cancel_settle, s.contract_periods, s.contract_at_end,
            s.contract_ends_on::text, trim_scale(s.percent_off)::text AS percent_off, s.amount_off::text,
            s.discount_ends_on::text,
            s.billing_cycle_id, bc.payment_terms AS cycle_terms, bc.auto_send,
            c.id AS customer_id, c.name AS customer_name, p.id AS payer_id, p.name AS payer_name,
            p.time_zone AS payer_time_zone, p.payment_terms, p.country AS payer_country, p.tax_exempt, p.tax_exempt_reason,
            pv.interval, pv.interval_count, pv.currency,
            (SELECT json_build_object(
                      'id', ch.id, 'on', ch.effective_on, 'anchor_date', COALESCE(ch.anchor_date, s.anchor_date),
                      'to_plan_version_id', ch.to_plan_version_id,
                      'plans', json_build_object('from', ${planOf('pv')}, 'to', ${planOf('tv')}),
                      'interval', COALESCE(tv.interval, pv.interval),
                      'interval_count', COALESCE(tv.interval_count, pv.interval_count),
                      'items', ${itemsWhere(
                        `AND (si.change_id = ch.id AND si.state = 'scheduled'
                              OR si.state = 'current' AND NOT ch.details -> 'ends' ? si.id::text)`,
                      )})
               FROM subscription_changes ch
               LEFT JOIN plan_versions tv ON tv.tenant_id = ch.tenant_id AND tv.id = ch.to_plan_version_id
              WHERE ch.tenant_id = s.tenant_id AND ch.subscription_id = s.id
                AND ch.status = 'scheduled' AND ch.kind <> 'cancel') AS scheduled_change
       FROM subscriptions s
       JOIN customers c ON c.tenant_id = s.tenant_id AND c.id = s.customer_id
       JOIN customers p ON p.tenant_id = c.tenant_id AND p.id = COALESCE(c.payer_id, c.id)
       JOIN plan_versions pv ON pv.tenant_id = s.tenant_id AND pv.id = s.plan_version_id
       LEFT JOIN billing_cycles bc ON bc.tenant_id = s.tenant_id AND bc.id = s.billing_cycle_id`;

interface ItemRow {
  subscription_item_id: string;
  component_id: string;
  /** Of this item alone; null for that of the component. */
  pricing: unknown;
  quantity: string;
  active_from: LocalDate | null;
  /** Not asked of a change that is to come: it begins with a period, and what goes on then has begun before. */
  active_at?: Date | null;
}

type ChangeRow = Omit<DueChange, 'components'> & { items: ItemRow[] | null };

export interface DueRow {
  id: string;
  status: SubscriptionStatus;
  plan_version_id: string;
  time_zone: string;
  start_date: string;
  anchor_date: string;
  cycle_index: number;
  current_period_start: string;
  current_period_end: string;
  next_billing_at: Date;
  cancel_at_period_end: boolean;
  issue_days_before: number;
  trial_end: string | null;
  ends_on: string | null;
  cancel_settle: Settlement | null;
  contract_periods: number | null;
  contract_at_end: Contract['at_end'] | null;
  contract_ends_on: string | null;
  percent_off: string | null;
  amount_off: string | null;
  discount_ends_on: string | null;
  billing_cycle_id: string | null;
  cycle_terms: string | null;
  auto_send: boolean | null;
  customer_id: string;
  customer_name: string;
  payer_id: string;
  payer_name: string;
  payer_time_zone: string;
  payment_terms: string;
  payer_country: string;
  tax_exempt: boolean;
  tax_exempt_reason: string | null;
  interval: Interval;
  interval_count: number;
  currency: string;
  scheduled_change: ChangeRow | null;
}

/** Which items of a subscription are looked at: those it has now, or all that it ever had. */
export type ItemsAsked = 'current' | 'ever';

/**
 * The rows with their items and the components of these, which are looked up and read once for all of them: what
 * items have of their own is little.
 */
export async function toDueSubscriptions(
  client: SqlClient,
  tenantId: string,
  rows: readonly DueRow[],
  asked: ItemsAsked,
): Promise<DueSubscription[]> {
  const own = await loadItems(client, tenantId, rows, asked);
  const items = [...own, ...rows.flatMap(({ scheduled_change }) => scheduled_change?.items ?? [])];
  const ids = [...new Set(items.map(({ component_id }) => component_id))];
  const components = await loadComponents(client, tenantId, ids);
  const bySubscription = Map.groupBy(own, ({ subscription_id }) => subscription_id);
  return rows.map((row) => toDueSubscription(row, bySubscription.get(row.id) ?? [], components));
}

type OwnItemRow = ItemRow & { subscription_id: string };

async function loadItems(
  client: SqlClient,
  tenantId: string,
  rows: readonly DueRow[],
  asked: ItemsAsked,
): Promise<OwnItemRow[]> {
  const { rows: items } = await client.query(
    `SELECT subscription_id, id AS subscription_item_id, plan_component_id AS component_id, pricing,
            trim_scale(quantity)::text AS quantity, active_from::text, active_at
       FROM subscription_items
      WHERE tenant_id = $1 AND subscription_id = ANY($2::uuid[]) ${asked === 'current' ? `AND state = 'current'` : ''}`,
    [tenantId, bareArray(rows.map(({ id }) => id))],
  );
  return items as OwnItemRow[];
}

function toDueSubscription(row: DueRow, items: readonly ItemRow[], known: Components): DueSubscription {
  const { interval, interval_count, currency, plan_version_id } = row;
  const plan = { interval, interval_count };
  return {
    id: row.id,
    status: row.status,
    plan_version_id: row.plan_version_id,
    time_zone: row.time_zone,
    start_date: row.start_date,
    anchor_date: row.anchor_date,
    cycle_index: row.cycle_index,
    current_period_start: row.current_period_start,
    current_period_end: row.current_period_end,
    next_billing_at: row.next_billing_at,
    cancel_at_period_end: row.cancel_at_period_end,
    issue_days_before: row.issue_days_before,
    trial_end: row.trial_end,
    ends_on: row.ends_on,
    cancel_settle: row.cancel_settle,
    contract: contractOf(row),
    discount: discountOf(row),
    scheduled_change: row.scheduled_change && toDueChange(row.scheduled_change, plan_version_id, known),
    cycle:
      row.billing_cycle_id === null
        ? null
        : { id: row.billing_cycle_id, payment_terms: row.cycle_terms, auto_send: row.auto_send === true },
    customer: { id: row.customer_id, name: row.customer_name },
    payer: {
      id: row.payer_id,
      name: row.payer_name,
      time_zone: row.payer_time_zone,
      payment_terms: row.payment_terms,
      country: row.payer_country,
      tax_exempt: row.tax_exempt,
      tax_exempt_reason: row.tax_exempt_reason,
    },
    plan: { ...plan, currency, components: componentsOf(items, { ...plan, plan_version_id }, known) },
  };
}

function toDueChange({ items, ...change }: ChangeRow, plan_version_id: string, known: Components): DueChange {
  return { ...change, components: componentsOf(items, { ...change, plan_version_id }, known) };
}

/** Those of the plan first, then those of add-ons, each plan's in its order. */
function componentsOf(
  items: readonly ItemRow[] | null,
  plan: PlanInterval & { plan_version_id: string },
  known: Components,
): RenewedComponent[] {
  const isAddOn = ({ plan_version_id }: Component) => Number(plan_version_id !== plan.plan_version_id);
  return (items ?? [])
    .map((item) => ({ item, of: componentOf(item, known) }))
    .sort(
      ({ of: left }, { of: right }) =>
        isAddOn(left) - isAddOn(right) ||
        compareText(left.plan_version_id, right.plan_version_id) ||
        left.position - right.position,
    )
    .map(({ item, of }) => toComponent(item, of, plan));
}

const compareText = (left: string, right: string) => Number(left > right) - Number(left < right);

function componentOf({ component_id }: ItemRow, known: Components): Component {
  const component = known.get(component_id);
  if (component === undefined) throw new Error(`the component ${component_id} is gone`);
  return component;
}

/** Where its periods are not as long as the plan's it has an interval of its own. */
function toComponent(item: ItemRow, of: Component, plan: PlanInterval): RenewedComponent {
  const { interval, interval_count } = of;
  const isOther = interval !== plan.interval || interval_count !== plan.interval_count;
  const isOwn = isOther && of.kind !== 'one_time';
  return {
    subscription_item_id: item.subscription_item_id,
    kind: of.kind,
    name: of.name,
    timing: of.timing,
    pricing: item.pricing === null ? of.pricing : Pricing.parse(item.pricing),
    product_id: of.product_id,
    meter_id: of.meter_id,
    quantity: item.quantity,
    ...(item.active_from === null ? {} : { active_from: item.active_from }),
    ...(item.active_at ? { active_at: item.active_at } : {}),
    ...(isOwn ? { every: { interval, interval_count } } : {}),
  };
}

/** With the length of its periods: its own, or those of the plan or add-on it is of. */
type Component = Pick<RenewedComponent, 'kind' | 'name' | 'timing' | 'pricing' | 'product_id' | 'meter_id'> &
  PlanInterval & { id: string; plan_version_id: string; position: number };

type Components = ReadonlyMap<string, Component>;

async function loadComponents(client: SqlClient, tenantId: string, ids: readonly string[]): Promise<Components> {
  const { rows } = await client.query(
    `SELECT pc.id, pc.plan_version_id, pc.position, pc.kind, pc.name, pc.timing, pc.pricing, pc.product_id, pc.meter_id,
            COALESCE(pc.interval, cv.interval) AS interval, COALESCE(pc.interval_count, cv.interval_count) AS interval_count
       FROM plan_components pc
       JOIN plan_versions cv ON cv.tenant_id = pc.tenant_id AND cv.id = pc.plan_version_id
      WHERE pc.tenant_id = $1 AND pc.id = ANY($2::uuid[])`,
    [tenantId, ids],
  );
  const components = rows as (Omit<Component, 'pricing'> & { pricing: unknown })[];
  return new Map(components.map((row) => [row.id, { ...row, pricing: Pricing.parse(row.pricing) }]));
}

function contractOf({ contract_periods, contract_at_end, contract_ends_on }: DueRow): Contract | null {
  if (contract_periods === null || contract_at_end === null || contract_ends_on === null) return null;
  return { periods: contract_periods, at_end: contract_at_end, ends_on: contract_ends_on };
}

function discountOf({ percent_off, amount_off, discount_ends_on }: DueRow): SubscriptionDiscount | null {
  if (percent_off === null && amount_off === null) return null;
  return { percent_off, amount_off: amount_off === null ? null : BigInt(amount_off), ends_on: discount_ends_on };
}
