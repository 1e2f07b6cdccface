import { bareArray, jsonRows } from '@revenue/db/bulk-values';
import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { followEvents } from '../mails/follow-events.ts';
import { changeJson } from './change-json.ts';
import { markCarriedOut } from './mark-carried-out.ts';
import type { Change } from './record-change.ts';

/**
 * The set-based twin of `recordChanges`, for transactions on a bare client: one audit row and one event for each
 * change, in one statement however many there are. What both say is sent once.
 */
export async function writeChanges(client: SqlClient, ctx: OperationContext, changes: Change[]): Promise<void> {
  if (changes.length === 0) return;
  await markCarriedOut(ctx, changes[0], async (statement, values) => {
    const { rows } = await client.query(`${statement} RETURNING 1`, values);
    return rows.length;
  });
  const now = ctx.clock.now();
  const events = changes.map(({ type }) => ({ id: newId(now), type }));
  await client.query(INSERT, [
    ctx.tenant_id,
    ctx.request_id,
    now,
    ctx.actor.type,
    ctx.actor.id,
    bareArray(changes.map(() => newId(now))),
    bareArray(events.map(({ id }) => id)),
    bareArray(changes.map(({ type }) => type)),
    bareArray(changes.map(({ object_type }) => object_type)),
    bareArray(changes.map(({ object_id }) => object_id)),
    sidesOf(changes.map(({ before }) => before)),
    sidesOf(changes.map(({ after }) => after)),
    sidesOf(changes.map(({ payload }) => payload)),
    // When it was really written down, where the time of the tenant is another.
    ctx.own_clock?.real.now() ?? null,
  ]);
  await followEvents(client, ctx, events);
}

/** Where there is nothing to say JSON's null stands, and the column stays SQL's null. */
const given = (side: string) => `CASE WHEN json_typeof(u.${side}) <> 'null' THEN u.${side} END`;

const INSERT = `
  WITH changes AS (
    SELECT u.audit_id, u.event_id, u.type, u.object_type, u.object_id,
           ${given('before')} AS before, ${given('after')} AS after, ${given('payload')} AS payload
      FROM ROWS FROM (unnest($6::uuid[], $7::uuid[], $8::text[], $9::text[], $10::uuid[]),
                      json_array_elements($11::json), json_array_elements($12::json), json_array_elements($13::json))
           AS u(audit_id, event_id, type, object_type, object_id, before, after, payload)),
  audited AS (
    INSERT INTO audit_log (tenant_id, request_id, created_at, actor_type, actor_id, recorded_at, id, action, object_type, object_id, before, after)
    SELECT $1, $2, $3, $4, $5, $14::timestamptz, audit_id, type, object_type, object_id, before, after FROM changes)
  INSERT INTO events (tenant_id, request_id, created_at, id, type, object_type, object_id, payload)
  SELECT $1, $2, $3, event_id, type, object_type, object_id, COALESCE(payload, after, '{}') FROM changes`;

/** A side that no change has is not sent at all. */
function sidesOf(sides: readonly (object | null | undefined)[]): string {
  if (sides.every((side) => side === null || side === undefined)) return '[]';
  return jsonRows(sides.map((side) => (side === null || side === undefined ? null : changeJson(side))));
}
