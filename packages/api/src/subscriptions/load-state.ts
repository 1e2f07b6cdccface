import { isCreditable } from '@revenue/billing-core/credit-notes';
import type { InvoiceStatus } from '@revenue/billing-core/invoices';
import {
  type BilledLine,
  type ChangedSubscription,
  DEFAULT_SUBSCRIPTION_POLICY,
  type NewItem,
  type SubscribedItem,
  SubscriptionPolicy,
  type SubscriptionStatus,
  subscribedService,
} from '@revenue/billing-core/subscriptions';
import { startOfDay } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import {
  type DueRow,
  type DueSubscription,
  SELECT_SUBSCRIPTIONS,
  toDueSubscriptions,
} from '../billing-runs/due-subscription.ts';
import type { CreditedOrigin } from '../billing-runs/load-waiting-lines.ts';

/** An item as changes see it, with what its row says besides. */
export type StateItem = SubscribedItem & {
  plan_component_id: string;
  /** It has a price of its own. */
  has_own_price: boolean;
  billed_as_item_id: string | null;
};

/** A subscription as changes, cancellations, pauses and resumptions take it up: all that `ChangedSubscription` says, and whose it is. */
export type SubscriptionState = Omit<ChangedSubscription, 'items'> &
  Pick<DueSubscription, 'id' | 'plan_version_id' | 'customer' | 'payer' | 'cycle' | 'discount' | 'scheduled_change'> & {
    items: StateItem[];
    lines: ReadonlyMap<string, CreditedOrigin>;
    policy: SubscriptionPolicy;
  };

/**
 * Subscriptions with the days each item is charged for and the line that charges them, in five statements. With `lock`
 * no run renews them until the transaction ends.
 */
export async function loadStates(
  client: SqlClient,
  tenantId: string,
  subscriptionIds: readonly string[],
  { lock }: { lock: boolean },
): Promise<SubscriptionState[]> {
  const areThese = 's.tenant_id = $1::uuid AND s.id = ANY($2::uuid[]) ORDER BY s.id';
  const values = [tenantId, subscriptionIds];
  // First and by itself, or what is read with it would be from before the wait.
  if (lock) await client.query(`SELECT FROM subscriptions s WHERE ${areThese} FOR UPDATE`, values);
  if (lock) await lockInvoices(client, tenantId, subscriptionIds);
  const { rows } = await client.query(`${SELECT_SUBSCRIPTIONS} WHERE ${areThese}`, values);
  const policy = await loadPolicy(client, tenantId);
  const items = Map.groupBy(
    await loadItems(client, tenantId, subscriptionIds),
    ({ subscription_id }) => subscription_id,
  );
  const lines = Map.groupBy(await loadLines(client, tenantId, subscriptionIds), ({ item_id }) => item_id);
  const due = await toDueSubscriptions(client, tenantId, rows as DueRow[], 'current');
  return due.map((subscription) => toState(subscription, items.get(subscription.id) ?? [], lines, policy));
}

/**
 * The invoices that could be given back of, until the transaction ends: what is left of them is decided here, and a credit
 * note or a void of them at the same time would take the same back again.
 */
async function lockInvoices(client: SqlClient, tenantId: string, ids: readonly string[]): Promise<void> {
  await client.query(
    `SELECT FROM invoices v
      WHERE v.tenant_id = $1::uuid AND v.id IN (
              SELECT it.invoice_id FROM subscription_items si
                JOIN subscriptions s ON s.tenant_id = si.tenant_id AND s.id = si.subscription_id
                JOIN invoice_items it ON it.tenant_id = si.tenant_id AND it.subscription_item_id IN (si.id, si.billed_as_item_id)
                                     AND it.service_end > s.current_period_start
               WHERE si.tenant_id = $1::uuid AND si.subscription_id = ANY($2::uuid[]) AND si.state = 'current')
      ORDER BY v.id FOR NO KEY UPDATE`,
    [tenantId, ids],
  );
}

/** As `loadPolicy`, for who has a bare client. */
async function loadPolicy(client: SqlClient, tenantId: string): Promise<SubscriptionPolicy> {
  const { rows } = await client.query('SELECT * FROM subscription_policies WHERE tenant_id = $1::uuid', [tenantId]);
  const [row] = rows;
  return row === undefined ? { ...DEFAULT_SUBSCRIPTION_POLICY, version: 0 } : SubscriptionPolicy.parse(row);
}

interface ItemRow {
  id: string;
  subscription_id: string;
  plan_component_id: string;
  has_own_price: boolean;
  since: Date | null;
  service_start: string | null;
  service_end: string | null;
  billed_as_item_id: string | null;
}

async function loadItems(client: SqlClient, tenantId: string, ids: readonly string[]): Promise<ItemRow[]> {
  const { rows } = await client.query(
    `SELECT id, subscription_id, plan_component_id, pricing IS NOT NULL AS has_own_price, since, service_start::text,
            service_end::text, billed_as_item_id
       FROM subscription_items WHERE tenant_id = $1::uuid AND subscription_id = ANY($2::uuid[]) AND state = 'current'`,
    [tenantId, ids],
  );
  return rows as ItemRow[];
}

interface LineRow {
  id: string;
  item_id: string;
  service_start: string;
  service_end: string;
  amount: string;
  discount: string;
  credited: string;
  /** null while it waits. */
  invoice_id: string | null;
  /** Who was to pay it. */
  invoice_customer_id: string | null;
  invoice_status: InvoiceStatus | null;
  position: number | null;
  invoice_paid: string;
  invoice_total: string;
}

/** The charges of the current items that reach into the current period, or that were once, on invoices and waiting, with what was given back of each. */
async function loadLines(client: SqlClient, tenantId: string, ids: readonly string[]): Promise<LineRow[]> {
  const { rows } = await client.query(
    `WITH items AS (
       SELECT si.id, COALESCE(si.billed_as_item_id, si.id) AS billed_as,
              CASE WHEN pc.kind = 'one_time' THEN '-infinity' ELSE s.current_period_start END AS current_period_start
         FROM subscription_items si JOIN subscriptions s ON s.tenant_id = si.tenant_id AND s.id = si.subscription_id
         JOIN plan_components pc ON pc.tenant_id = si.tenant_id AND pc.id = si.plan_component_id
        WHERE si.tenant_id = $1::uuid AND si.subscription_id = ANY($2::uuid[]) AND si.state = 'current'),
     lines AS (
       SELECT it.id, i.id AS item_id, it.service_start, it.service_end, it.amount, it.discount_amount, it.position,
              v.id AS invoice_id, v.customer_id AS invoice_customer_id, v.status AS invoice_status,
              v.amount_paid + v.amount_account_credit AS amount_paid, v.total
         FROM items i
         JOIN invoice_items it ON it.tenant_id = $1::uuid AND it.subscription_item_id IN (i.id, i.billed_as)
                              AND it.credits_item_id IS NULL AND it.released_at IS NULL AND it.service_end > i.current_period_start
         JOIN invoices v ON v.tenant_id = $1::uuid AND v.id = it.invoice_id
       UNION ALL
       SELECT w.id, i.id, w.service_start, w.service_end, w.amount, w.discount_amount, NULL, NULL, NULL, NULL, 0, 0
         FROM items i
         JOIN pending_invoice_items w ON w.tenant_id = $1::uuid AND w.subscription_item_id IN (i.id, i.billed_as)
                                     AND w.status = 'waiting' AND w.credits_item_id IS NULL AND w.credits_pending_id IS NULL)
     SELECT l.id, l.item_id, l.service_start::text, l.service_end::text, l.amount::text, l.discount_amount::text AS discount,
            l.invoice_id, l.invoice_customer_id, l.invoice_status, l.position, l.amount_paid::text AS invoice_paid, l.total::text AS invoice_total,
            ((SELECT COALESCE(-sum(c.amount - COALESCE(r.amount, 0)), 0) FROM invoice_items c
                JOIN invoices ci ON ci.tenant_id = c.tenant_id AND ci.id = c.invoice_id AND ci.status <> 'void'
                LEFT JOIN LATERAL (
                  SELECT sum(rn.amount) AS amount FROM credit_notes rc
                    JOIN credit_note_items rn ON rn.tenant_id = rc.tenant_id AND rn.credit_note_id = rc.id
                   WHERE rc.tenant_id = $1::uuid AND rc.invoice_id = c.invoice_id AND rn.invoice_position = c.position) r ON true
               WHERE c.tenant_id = $1::uuid AND c.credits_item_id = l.id)
             + (SELECT COALESCE(-sum(w.amount), 0) FROM pending_invoice_items w
                 WHERE w.tenant_id = $1::uuid AND w.status = 'waiting' AND l.id IN (w.credits_item_id, w.credits_pending_id))
             + (SELECT COALESCE(sum(n.amount - n.discount_amount), 0) FROM credit_notes cn
                  JOIN credit_note_items n ON n.tenant_id = cn.tenant_id AND n.credit_note_id = cn.id
                 WHERE cn.tenant_id = $1::uuid AND cn.invoice_id = l.invoice_id AND n.invoice_position = l.position))::bigint::text AS credited
       FROM lines l ORDER BY l.service_start`,
    [tenantId, ids],
  );
  return rows as LineRow[];
}

function toState(
  subscription: DueSubscription,
  rows: readonly ItemRow[],
  lines: ReadonlyMap<string, LineRow[]>,
  policy: SubscriptionPolicy,
): SubscriptionState {
  const { plan, status, start_date, ...standing } = subscription;
  const { components, ...terms } = plan;
  const base = { ...standing, ...terms, status: status as SubscriptionStatus, start_date: start_date ?? '' };
  const stored = new Map(rows.map((row) => [row.id, row]));
  const items = components.flatMap((component): StateItem[] => {
    const row = stored.get(component.subscription_item_id);
    if (!row) return [];
    const { active_from: _, ...item } = component;
    // A look at where it stood before an early bill leaves that out.
    const begun = (lines.get(row.id) ?? []).filter((line) => line.service_start < base.current_period_end);
    return [toStateItem(base, item, component.active_from, row, begun)];
  });
  const origins = [...lines.values()].flat().map((line) => [line.id, toOrigin(line)] as const);
  return { ...base, items, lines: new Map(origins), policy };
}

/** One that was closed on the first day of the period has no day of it. */
function isOfPeriod({ service_start, service_end }: ItemRow, start: string, isPaused: boolean): boolean {
  if (service_start === null || service_end === null) return false;
  return service_end > start || (isPaused && service_end === start && service_start === start);
}

function toStateItem(
  base: Omit<ChangedSubscription, 'items'>,
  item: NewItem,
  active_from: string | undefined,
  row: ItemRow,
  lines: readonly LineRow[],
): StateItem {
  const isFixed = isOfPeriod(row, base.current_period_start, base.status === 'paused');
  const fixed = isFixed ? { start: row.service_start ?? '', end: row.service_end ?? '' } : null;
  const line = fixed === null ? lines.at(-1) : lines.findLast(({ service_start }) => service_start === fixed.start);
  const billedFor = line === undefined ? null : { start: line.service_start, end: line.service_end };
  // What is billed in arrear is over where its line ends: an end may have cut the days that it was to be charged for.
  const isOver = item.timing === 'arrear' && billedFor !== null;
  const service = (isOver ? billedFor : fixed) ?? billedFor ?? subscribedService(base, item, active_from);
  const { plan_component_id, has_own_price, billed_as_item_id } = row;
  const billed = line === undefined ? billedForNothing(base, { ...item, service }) : toBilled(line);
  const since = isFixed && row.since !== null ? row.since : undefined;
  return { ...item, service, since, billed, plan_component_id, has_own_price, billed_as_item_id };
}

/**
 * What is billed in advance and has no line was taken off its invoice by hand, or came to nothing: its days are settled,
 * and nothing can be given back of them.
 */
function billedForNothing(
  base: Omit<ChangedSubscription, 'items'>,
  item: NewItem & Pick<SubscribedItem, 'service'>,
): BilledLine | null {
  const { start, end } = item.service;
  if (item.kind === 'usage' || item.timing !== 'advance' || start >= end) return null;
  const { next_billing_at, time_zone } = base;
  const isOver = next_billing_at === null ? base.status !== 'paused' : next_billing_at > startOfDay(start, time_zone);
  return isOver ? { line_id: item.subscription_item_id, amount: 0n, paid: 0n, credited: 0n } : null;
}

function toBilled(line: LineRow): BilledLine {
  const status = line.invoice_status;
  // Of a void invoice there is nothing to give back; its days may be billed again.
  if (status !== null && status !== 'draft' && !isCreditable(status))
    return { line_id: line.id, amount: 0n, paid: 0n, credited: 0n };
  const [amount, discount] = [BigInt(line.amount), BigInt(line.discount)];
  const [paid, total] = [BigInt(line.invoice_paid), BigInt(line.invoice_total)];
  const ofLine = total > 0n ? ((amount - discount) * paid) / total : amount - discount;
  const pending = status === null || status === 'draft';
  return { line_id: line.id, amount, discount, paid: ofLine, credited: BigInt(line.credited), pending };
}

function toOrigin({ id, invoice_id, invoice_customer_id, invoice_status, position, ...line }: LineRow): CreditedOrigin {
  const invoice =
    invoice_id === null || invoice_customer_id === null || invoice_status === null || position === null
      ? null
      : { id: invoice_id, customer_id: invoice_customer_id, status: invoice_status, position };
  return { line_id: id, invoice, amount: BigInt(line.amount), discount: BigInt(line.discount) };
}
