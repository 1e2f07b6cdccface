import { Pricing } from '@revenue/billing-core/catalog';
import { type MrrState, type MrrTerms, type StoredMrrSpan, subscriptionMrr } from '@revenue/billing-core/metrics';
import { DEFAULT_ROUNDING } from '@revenue/billing-core/money';
import { earlierDate, type LocalDate, localDateAt } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { type DatedRow, dayOf, endedOn } from './ended-on.ts';

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
    `SELECT s.id, s.customer_id, s.status, s.time_zone, t.time_zone AS tenant_zone, s.start_date::text, s.trial_end::text,
            s.current_period_end::text, s.ends_on::text, s.ended_at, trim_scale(s.percent_off)::text AS percent_off,
            s.amount_off::text, s.discount_ends_on::text, pv.plan_id, pv.currency, pv.interval, pv.interval_count,
            (SELECT json_agg(json_build_object(
                      'kind', pc.kind, 'pricing', COALESCE(si.pricing, pc.pricing), 'quantity', trim_scale(si.quantity)::text,
                      'every', json_build_object('interval', COALESCE(pc.interval, cv.interval),
                                                 'interval_count', COALESCE(pc.interval_count, cv.interval_count))))
               FROM subscription_items si
               JOIN plan_components pc ON pc.tenant_id = si.tenant_id AND pc.id = si.plan_component_id
               JOIN plan_versions cv ON cv.tenant_id = pc.tenant_id AND cv.id = pc.plan_version_id
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
  items: (Omit<MrrTerms['items'][number], 'pricing'> & { pricing: unknown })[] | null;
  spans: (Omit<StoredMrrSpan, 'mrr'> & { mrr: string })[] | null;
}

function toState(row: Row, { now, since }: MrrMoment): RecordedState {
  const { id, customer_id, status, plan_id, currency, discount_ends_on } = row;
  const spans = (row.spans ?? []).map((span) => ({ ...span, mrr: BigInt(span.mrr) }));
  const given = since?.get(id);
  return {
    id,
    customer_id,
    status,
    plan_id,
    currency,
    spans,
    starts_on: dayOf(row, row.start_date),
    since: given === undefined ? sinceOf(row, spans, localDateAt(now, row.tenant_zone)) : dayOf(row, given),
    ...worthOf(row),
    discount_ends_on: discount_ends_on === null ? null : dayOf(row, discount_ends_on),
  };
}

function worthOf(row: Row): Pick<MrrState, 'mrr' | 'mrr_undiscounted'> {
  const { currency, interval, interval_count, percent_off, amount_off } = row;
  const items = (row.items ?? []).map((item) => ({ ...item, pricing: Pricing.parse(item.pricing) }));
  const terms = { currency, interval, interval_count, items };
  const discount = { percent_off, amount_off: amount_off === null ? null : BigInt(amount_off) };
  return {
    mrr: subscriptionMrr({ ...terms, ...discount }, DEFAULT_ROUNDING.mode),
    mrr_undiscounted: subscriptionMrr(terms, DEFAULT_ROUNDING.mode),
  };
}

/** Runs come late; what they find to have ended or converted did so on its own day. */
function sinceOf(row: Row, spans: readonly StoredMrrSpan[], today: LocalDate): LocalDate {
  const ended = endedOn(row);
  if (ended !== null) return ended;
  const last = spans.at(-1);
  if (last === undefined) return dayOf(row, row.start_date);
  const wasOnTrial = last.status === 'trialing' && row.status !== 'trialing';
  return wasOnTrial && row.trial_end !== null ? earlierDate(dayOf(row, row.trial_end), today) : today;
}
