import { type MrrStep, mrrSteps, replaceMrr, type StoredMrrSpan } from '@revenue/billing-core/metrics';
import type { LocalDate } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { loadMrrStates, type RecordedState } from './load-mrr-states.ts';

export interface MrrRecording {
  /**
   * The day from which a subscription is what it is now, in its own time zone: of what a run has caught up with. Unless
   * given, the end of its trial for one that has converted, the day it ended for one that has, its start for a new one,
   * today for the others.
   */
  since?: ReadonlyMap<string, LocalDate>;
}

/**
 * Writes down what these subscriptions are worth a month from now on, where it is not what it was. Called at the end of
 * every operation that changes the status, the items, the discount or the plan of a subscription, in its transaction, with
 * the subscriptions locked. At most four statements, whatever their number.
 */
export async function recordMrr(
  client: SqlClient,
  ctx: Pick<OperationContext, 'tenant_id' | 'clock'>,
  subscriptionIds: readonly string[],
  { since }: MrrRecording = {},
): Promise<void> {
  if (subscriptionIds.length === 0) return;
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const states = await loadMrrStates(client, { tenant_id, now, since }, subscriptionIds);
  const changed = states.flatMap(rewrite);
  await removeSpans(client, tenant_id, changed);
  await putSpans(client, tenant_id, now, changed);
}

/** The whole history of these in the place of what was written down before. */
export async function replaceSpans(
  client: SqlClient,
  { tenant_id, now }: { tenant_id: string; now: Date },
  histories: readonly (Owner & { steps: readonly MrrStep[] })[],
): Promise<void> {
  const ids = histories.map(({ id }) => id);
  await client.query('DELETE FROM mrr_spans WHERE tenant_id = $1::uuid AND subscription_id = ANY($2::uuid[])', [
    tenant_id,
    ids,
  ]);
  const written = histories.map(({ steps, ...state }) => ({ state, gone: [], written: replaceMrr([], steps) }));
  await putSpans(client, tenant_id, now, written);
}

type Owner = Pick<RecordedState, 'id' | 'customer_id' | 'currency'>;

/** What of the history of one subscription is written anew. */
interface Rewritten {
  state: Owner;
  gone: LocalDate[];
  written: StoredMrrSpan[];
}

function rewrite(state: RecordedState): Rewritten[] {
  const before = new Map(state.spans.map((span) => [span.from, span]));
  const after = replaceMrr(state.spans, mrrSteps(state));
  const there = new Set(after.map(({ from }) => from));
  const gone = state.spans.map(({ from }) => from).filter((from) => !there.has(from));
  const written = after.filter((span) => !isSame(before.get(span.from), span));
  return gone.length === 0 && written.length === 0 ? [] : [{ state, gone, written }];
}

function isSame(stored: (MrrStep & { until: LocalDate | null }) | undefined, span: StoredMrrSpan): boolean {
  return (
    stored !== undefined &&
    stored.until === span.until &&
    stored.status === span.status &&
    stored.plan_id === span.plan_id &&
    stored.mrr === span.mrr
  );
}

async function removeSpans(client: SqlClient, tenantId: string, changed: readonly Rewritten[]): Promise<void> {
  const gone = changed.flatMap(({ state, gone }) => gone.map((from) => ({ id: state.id, from })));
  if (gone.length === 0) return;
  await client.query(
    `DELETE FROM mrr_spans m USING unnest($2::uuid[], $3::date[]) AS u(id, from_day)
      WHERE m.tenant_id = $1::uuid AND m.subscription_id = u.id AND m.from_day = u.from_day`,
    [tenantId, gone.map(({ id }) => id), gone.map(({ from }) => from)],
  );
}

/** The earlier first, so that the one that stood is closed before another is open. */
async function putSpans(client: SqlClient, tenantId: string, now: Date, changed: readonly Rewritten[]): Promise<void> {
  const rows = changed.flatMap(({ state, written }) => written.map((span) => ({ ...span, of: state })));
  const statement = `INSERT INTO mrr_spans (tenant_id, recorded_at, subscription_id, customer_id, currency, from_day, until_day, status, plan_id, mrr)
     SELECT $1::uuid, $2::timestamptz, u.* FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::date[], $7::date[], $8::text[], $9::uuid[], $10::bigint[]) AS u
     ON CONFLICT (tenant_id, subscription_id, from_day) DO UPDATE
        SET until_day = EXCLUDED.until_day, status = EXCLUDED.status, plan_id = EXCLUDED.plan_id, mrr = EXCLUDED.mrr,
            currency = EXCLUDED.currency, recorded_at = EXCLUDED.recorded_at`;
  for (const part of [rows.filter(({ until }) => until !== null), rows.filter(({ until }) => until === null)]) {
    if (part.length === 0) continue;
    await client.query(statement, [
      tenantId,
      now,
      part.map(({ of }) => of.id),
      part.map(({ of }) => of.customer_id),
      part.map(({ of }) => of.currency),
      part.map(({ from }) => from),
      part.map(({ until }) => until),
      part.map(({ status }) => status),
      part.map(({ plan_id }) => plan_id),
      part.map(({ mrr }) => String(mrr)),
    ]);
  }
}
