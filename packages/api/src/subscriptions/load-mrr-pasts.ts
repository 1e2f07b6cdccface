import { Pricing } from '@revenue/billing-core/catalog';
import { type Days, type MrrPast, type MrrTerms, subscriptionMrr } from '@revenue/billing-core/metrics';
import { DEFAULT_ROUNDING } from '@revenue/billing-core/money';
import { type LocalDate, localDateAt } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { type DatedRow, dayOf, endedOn } from './ended-on.ts';

export interface PastOfSubscription extends MrrPast {
  id: string;
  customer_id: string;
  currency: string;
}

/** What is stored of the lives of these subscriptions: their items of all times, their changes and their end. */
export async function loadMrrPasts(
  client: SqlClient,
  { tenant_id, now }: { tenant_id: string; now: Date },
  subscriptionIds: readonly string[],
): Promise<PastOfSubscription[]> {
  const { rows } = await client.query(
    `SELECT s.id, s.customer_id, s.status, s.time_zone, t.time_zone AS tenant_zone, s.start_date::text, s.trial_end::text,
            s.current_period_end::text, s.ends_on::text, s.ended_at, trim_scale(s.percent_off)::text AS percent_off,
            s.amount_off::text, s.discount_ends_on::text, pv.plan_id, pv.currency, pv.interval, pv.interval_count,
            (SELECT json_agg(json_build_object(
                      'kind', pc.kind, 'pricing', COALESCE(si.pricing, pc.pricing), 'quantity', trim_scale(si.quantity)::text,
                      'every', json_build_object('interval', COALESCE(pc.interval, cv.interval),
                                                 'interval_count', COALESCE(pc.interval_count, cv.interval_count)),
                      'first', si.since IS NULL AND si.active_from IS NULL AND si.created_at <= s.created_at,
                      'from', COALESCE(si.active_from, (COALESCE(si.since, si.created_at) AT TIME ZONE t.time_zone)::date),
                      -- An enrolment that took other items ended the old ones without a day: the new ones say when.
                      'until', CASE si.state WHEN 'ended' THEN COALESCE(si.ended_on,
                        (SELECT (min(o.created_at) AT TIME ZONE t.time_zone)::date FROM subscription_items o
                          WHERE o.tenant_id = si.tenant_id AND o.subscription_id = si.subscription_id AND o.created_at > si.created_at)) END))
               FROM subscription_items si
               JOIN plan_components pc ON pc.tenant_id = si.tenant_id AND pc.id = si.plan_component_id
               JOIN plan_versions cv ON cv.tenant_id = pc.tenant_id AND cv.id = pc.plan_version_id
              WHERE si.tenant_id = s.tenant_id AND si.subscription_id = s.id
                AND pc.kind = 'recurring' AND si.state <> 'scheduled') AS items,
            (SELECT json_agg(json_build_object('kind', ch.kind, 'on', (ch.effective_at AT TIME ZONE t.time_zone)::date,
                                               'from_plan', fv.plan_id, 'to_plan', tv.plan_id) ORDER BY ch.effective_at, ch.id)
               FROM subscription_changes ch
               LEFT JOIN plan_versions fv ON fv.tenant_id = ch.tenant_id AND fv.id = ch.from_plan_version_id
               LEFT JOIN plan_versions tv ON tv.tenant_id = ch.tenant_id AND tv.id = ch.to_plan_version_id
              WHERE ch.tenant_id = s.tenant_id AND ch.subscription_id = s.id AND ch.status = 'applied') AS changes
       FROM subscriptions s
       JOIN tenants t ON t.id = s.tenant_id
       JOIN plan_versions pv ON pv.tenant_id = s.tenant_id AND pv.id = s.plan_version_id
      WHERE s.tenant_id = $1::uuid AND s.id = ANY($2::uuid[]) ORDER BY s.id FOR UPDATE OF s`,
    [tenant_id, subscriptionIds],
  );
  return (rows as Row[]).map((row) => toPast(row, now));
}

interface Row extends DatedRow {
  id: string;
  customer_id: string;
  start_date: LocalDate;
  trial_end: LocalDate | null;
  percent_off: string | null;
  amount_off: string | null;
  discount_ends_on: LocalDate | null;
  plan_id: string;
  currency: string;
  interval: MrrTerms['interval'];
  interval_count: number;
  items: (Omit<MrrTerms['items'][number], 'pricing'> & { pricing: unknown; first: boolean } & Days)[] | null;
  changes: Change[] | null;
}

interface Change {
  kind: string;
  on: LocalDate;
  from_plan: string | null;
  to_plan: string | null;
}

function toPast(row: Row, now: Date): PastOfSubscription {
  const starts_on = dayOf(row, row.start_date);
  const items = (row.items ?? []).map((item) => ({
    ...item,
    pricing: Pricing.parse(item.pricing),
    from: item.first ? starts_on : item.from,
  }));
  const discountEnd = row.discount_ends_on === null ? null : dayOf(row, row.discount_ends_on);
  const changes = [...items.flatMap(({ from, until }) => [from, until]), discountEnd];
  return {
    id: row.id,
    customer_id: row.customer_id,
    currency: row.currency,
    status: row.status,
    starts_on,
    today: localDateAt(now, row.tenant_zone),
    trial_ends_on: row.trial_end === null ? null : dayOf(row, row.trial_end),
    pauses: pausesOf(row.changes ?? []),
    ended_on: endedOn(row),
    plans: plansOf(row, starts_on),
    changes: changes.filter((day) => day !== null),
    worthOn: (day) => {
      const standing = items.filter(({ from, until }) => from <= day && (until === null || day < until));
      return worthOf(row, standing, discountEnd === null || day < discountEnd);
    },
  };
}

function worthOf(row: Row, items: MrrTerms['items'], discounted: boolean): bigint {
  const { currency, interval, interval_count, percent_off, amount_off } = row;
  const discount = discounted ? { percent_off, amount_off: amount_off === null ? null : BigInt(amount_off) } : {};
  return subscriptionMrr({ currency, interval, interval_count, items, ...discount }, DEFAULT_ROUNDING.mode);
}

function plansOf({ plan_id, changes }: Row, starts_on: LocalDate): MrrPast['plans'] {
  const moves = (changes ?? []).filter(({ from_plan, to_plan }) => to_plan !== null && from_plan !== to_plan);
  const first = moves[0]?.from_plan ?? plan_id;
  return [
    { plan_id: first, from: starts_on },
    ...moves.map(({ to_plan, on }) => ({ plan_id: to_plan ?? plan_id, from: on })),
  ];
}

/** Each pause up to the next resumption. */
function pausesOf(changes: readonly Change[]): Days[] {
  return changes.flatMap(({ kind, on }, at) => {
    if (kind !== 'pause') return [];
    const resumed = changes.slice(at + 1).find((change) => change.kind === 'resume');
    return [{ from: on, until: resumed?.on ?? null }].filter(({ from, until }) => until === null || until > from);
  });
}
