import type { Prisma } from '@revenue/db/database';
import type { EventType } from '../audit/event-types.ts';
import { recordChange } from '../audit/record-change.ts';
import { type Actor, type Services, systemContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { realClock } from '../tenants/tenant-clock.ts';
import { countHappened } from './to-advance-view.ts';

export type AdvanceEnd = { status: 'completed' | 'stopped' } | { status: 'failed'; failure: string };

const EVENT_OF = {
  completed: 'test_clock.advanced',
  stopped: 'test_clock.advance_stopped',
  failed: 'test_clock.advance_failed',
} as const satisfies Record<AdvanceEnd['status'], EventType>;

/**
 * Ends an advance and keeps what happened on the way. Two workers on one advance, or a worker and whoever stops it, end it
 * once; what the last tick of a stopped one still did is counted by its worker.
 */
export async function endAdvance(
  services: Services,
  { tenant_id, advance_id }: { tenant_id: string; advance_id: string },
  end: AdvanceEnd,
  by?: Actor,
): Promise<void> {
  await services.db.withTenant(tenant_id, async (tx) => {
    await lockRow(tx, 'test_clock_advances', tenant_id, advance_id);
    const key = { tenant_id_id: { tenant_id, id: advance_id } };
    const row = await tx.testClockAdvance.findUniqueOrThrow({ where: key });
    const happened = (await countHappened(tx, row)) as unknown as Prisma.InputJsonArray;
    const isOver = row.status !== 'running';
    // A worker that arrives where somebody has stopped it meanwhile has only its last tick to add.
    const ended = isOver ? {} : { ...end, finished_at: realClock(services).now() };
    // At the target only does it count as completed.
    if (!isOver && end.status === 'completed' && row.reached_at < row.target_at) return;
    await tx.testClockAdvance.update({ where: key, data: { happened, ...ended } });
    if (isOver) return;
    const ctx = systemContext(services, tenant_id, 'clock.advance');
    const actor = by ?? (row.actor as unknown as Actor);
    await recordChange(
      tx,
      { ...ctx, actor },
      {
        type: EVENT_OF[end.status],
        object_type: 'test_clock',
        object_id: advance_id,
        before: { now: row.from_at },
        after: { ...end, now: row.reached_at, target: row.target_at },
      },
    );
  });
}
