import type { Prisma, Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import type { OperationContext } from '../context.ts';
import { followEvents } from '../mails/follow-events.ts';
import { changeJson } from './change-json.ts';
import type { EventType } from './event-types.ts';
import { markCarriedOut } from './mark-carried-out.ts';

export interface Change {
  /** What happened, in the words of the event catalogue: `customer.created`. */
  type: EventType;
  object_type: string;
  object_id: string;
  /** The record as it was and as it is. In the words of the wire, money in major units. */
  before?: object | null;
  after?: object | null;
  /** What subscribers of the event are told; `after` unless said otherwise. */
  payload?: object;
}

/** One audit row and one event for each change, in the transaction of the change: neither can be missing. */
export async function recordChanges(tx: Tx, ctx: OperationContext, changes: Change[]): Promise<void> {
  await markCarriedOut(ctx, changes[0], (statement, values) => tx.$executeRawUnsafe(statement, ...values));
  const created_at = ctx.clock.now();
  const { tenant_id, request_id, actor } = ctx;
  await tx.auditEntry.createMany({
    data: changes.map((change) => ({
      tenant_id,
      id: newId(created_at),
      actor_type: actor.type,
      actor_id: actor.id,
      action: change.type,
      object_type: change.object_type,
      object_id: change.object_id,
      ...(change.before ? { before: toJson(change.before) } : {}),
      ...(change.after ? { after: toJson(change.after) } : {}),
      request_id,
      created_at,
      ...recordedAt(ctx),
    })),
  });
  const events = changes.map((change) => ({ id: newId(created_at), type: change.type }));
  await tx.event.createMany({
    data: changes.map((change, at) => ({
      tenant_id,
      id: events[at]?.id ?? newId(created_at),
      type: change.type,
      object_type: change.object_type,
      object_id: change.object_id,
      payload: toJson(change.payload ?? change.after ?? {}),
      request_id,
      created_at,
    })),
  });
  await followEvents(tx, ctx, events);
}

/** When it was really written down, where the time of the tenant is another. */
function recordedAt(ctx: OperationContext): { recorded_at?: Date } {
  return ctx.own_clock ? { recorded_at: ctx.own_clock.real.now() } : {};
}

export async function recordChange(tx: Tx, ctx: OperationContext, change: Change): Promise<void> {
  await recordChanges(tx, ctx, [change]);
}

function toJson(value: object): Prisma.InputJsonObject {
  return JSON.parse(changeJson(value)) as Prisma.InputJsonObject;
}
