import { newId } from '@revenue/db/ids';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { OperationContext } from '../context.ts';
import { followEvents } from '../mails/follow-events.ts';
import { changeJson } from './change-json.ts';
import { markCarriedOut } from './mark-carried-out.ts';
import type { Change } from './record-change.ts';

/**
 * The set-based twin of `recordChanges`, for transactions on a bare client: one audit row and one event for each
 * change, in two statements however many there are.
 */
export async function writeChanges(client: SqlClient, ctx: OperationContext, changes: Change[]): Promise<void> {
  if (changes.length === 0) return;
  await markCarriedOut(ctx, changes[0], async (statement, values) => {
    const { rows } = await client.query(`${statement} RETURNING 1`, values);
    return rows.length;
  });
  const now = ctx.clock.now();
  const shared = [ctx.tenant_id, ctx.request_id, now];
  const types = changes.map((change) => change.type);
  const objectTypes = changes.map((change) => change.object_type);
  const objectIds = changes.map((change) => change.object_id);
  const after = changes.map((change) => sideOf(change.after));
  await client.query(
    `INSERT INTO audit_log (tenant_id, request_id, created_at, actor_type, actor_id, id, action, object_type, object_id, before, after)
     SELECT $1, $2, $3, $4, $5, u.* FROM unnest($6::uuid[], $7::text[], $8::text[], $9::uuid[], $10::jsonb[], $11::jsonb[]) u`,
    [
      ...shared,
      ctx.actor.type,
      ctx.actor.id,
      changes.map(() => newId(now)),
      types,
      objectTypes,
      objectIds,
      changes.map((change) => sideOf(change.before)),
      after,
    ],
  );
  const events = changes.map(({ type }) => ({ id: newId(now), type }));
  await client.query(
    `INSERT INTO events (tenant_id, request_id, created_at, id, type, object_type, object_id, payload)
     SELECT $1, $2, $3, u.* FROM unnest($4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::jsonb[]) u`,
    [
      ...shared,
      events.map(({ id }) => id),
      types,
      objectTypes,
      objectIds,
      changes.map((change) => changeJson(change.payload ?? change.after ?? {})),
    ],
  );
  await followEvents(client, ctx, events);
}

/** A missing side stays SQL's null. */
function sideOf(value: object | null | undefined): string | null {
  return value === null || value === undefined ? null : changeJson(value);
}
