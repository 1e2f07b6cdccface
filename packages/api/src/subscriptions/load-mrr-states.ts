import { Pricing } from '@revenue/billing-core/catalog';
import { type MrrState, type MrrTerms, type StoredMrrSpan, subscriptionMrr } from '@revenue/billing-core/metrics';
import { DEFAULT_ROUNDING } from '@revenue/billing-core/money';
import { isLiveSubscription, type SubscriptionStatus } from '@revenue/billing-core/subscriptions';
import { earlierDate, type LocalDate, localDateAt, startOfDay } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';

/** A subscription as its rows say, and what was written down of it before. */
export interface RecordedState extends MrrState {
  id: string;
  customer_id: string;
  currency: string;
  spans: StoredMrrSpan[];
}

export interface MrrMoment {
  tenant_id: string;
  now: Date;
  since: ReadonlyMap<string, LocalDate> | undefined;
}

/** In one statement. Days are those of the tenant: an instant is on the day that its calendar shows then. */
export async function loadMrrStates(
  client: SqlClient,
  moment: MrrMoment,
  subscriptionIds: readonly string[],
): Promise<RecordedState[]> {
  const { rows } = await client.query(
    `SELECT s.id, s.customer_id, s.status, s.time_zone, t.time_zone AS tenant_zone, s.start_date::text,
            s.current_period_end::text, s.ended_at, pv.plan_id, pv.currency, pv.interval, pv.interval_count,
            (SELECT json_agg(json_build_object('kind', pc.kind, 'pricing', COALESCE(si.pricing, pc.pricing), 'quantity', trim_scale(si.quantity)::text))
               FROM subscription_items si
               JOIN plan_components pc ON pc.tenant_id = si.tenant_id AND pc.id = si.plan_component_id
              WHERE si.tenant_id = s.tenant_id AND si.subscription_id = s.id
                AND pc.kind = 'recurring' AND si.state = 'current') AS items,
            (SELECT json_agg(json_build_object('from', m.from_day, 'until', m.until_day, 'status', m.status,
                                               'plan_id', m.plan_id, 'mrr', m.mrr::text) ORDER BY m.from_day)
               FROM mrr_spans m WHERE m.tenant_id = s.tenant_id AND m.subscription_id = s.id) AS spans
       FROM subscriptions s
       JOIN tenants t ON t.id = s.tenant_id
       JOIN plan_versions pv ON pv.tenant_id = s.tenant_id AND pv.id = s.plan_version_id
      WHERE s.tenant_id = $1::uuid AND s.id = ANY($2::uuid[]) ORDER BY s.id`,
    [moment.tenant_id, subscriptionIds],
  );
  return (rows as Row[]).map((row) => toState(row, moment));
}

interface Row {
  id: string;
  customer_id: string;
  status: SubscriptionStatus;
  time_zone: string;
  tenant_zone: string;
  start_date: LocalDate;
  current_period_end: LocalDate;
  ended_at: Date | null;
  plan_id: string;
  currency: string;
  interval: MrrTerms['interval'];
  interval_count: number;
  items: { kind: 'recurring'; pricing: unknown; quantity: string }[] | null;
  spans: (Omit<StoredMrrSpan, 'mrr'> & { mrr: string })[] | null;
}

function toState(row: Row, { now, since }: MrrMoment): RecordedState {
  const { id, customer_id, status, plan_id, currency } = row;
  const spans = (row.spans ?? []).map((span) => ({ ...span, mrr: BigInt(span.mrr) }));
  const starts_on = dayOf(row, row.start_date);
  const given = since?.get(id);
  const today = localDateAt(now, row.tenant_zone);
  const terms = {
    currency,
    interval: row.interval,
    interval_count: row.interval_count,
    items: (row.items ?? []).map((item) => ({ ...item, pricing: Pricing.parse(item.pricing) })),
  };
  const mrr = subscriptionMrr(terms, DEFAULT_ROUNDING.mode);
  const state = { id, customer_id, status, plan_id, currency, spans, starts_on, mrr, mrr_undiscounted: mrr };
  const began = spans.length === 0 ? starts_on : today;
  return {
    ...state,
    discount_ends_on: null,
    since: endedOn(row) ?? (given === undefined ? began : dayOf(row, given)),
  };
}

/** The day of the tenant on which a day of the subscription begins. */
function dayOf({ time_zone, tenant_zone }: Row, day: LocalDate): LocalDate {
  return time_zone === tenant_zone ? day : localDateAt(startOfDay(day, time_zone), tenant_zone);
}

/** A subscription that a run has ended is over with its last period, however late the run was. */
function endedOn(row: Row): LocalDate | null {
  if (isLiveSubscription(row.status) || row.ended_at === null) return null;
  return earlierDate(localDateAt(row.ended_at, row.tenant_zone), dayOf(row, row.current_period_end));
}
