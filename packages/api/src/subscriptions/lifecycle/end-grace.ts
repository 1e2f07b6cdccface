import { recordChange } from '../../audit/record-change.ts';
import type { OperationContext } from '../../context.ts';
import { cancelSubscription } from './cancel-subscription.ts';
import { recorded } from './carry-out-command.ts';
import { loadLocked } from './lifecycle-outcome.ts';
import { pauseSubscription } from './pause-subscription.ts';

/**
 * Does with a subscription what was decided for when its time of grace is over and an invoice is still unpaid: pauses it,
 * cancels it, or lets it go on past due. Once each; nothing where it was paid meanwhile.
 */
export async function endGrace(ctx: OperationContext, id: string): Promise<void> {
  const { tenant_id } = ctx;
  await ctx.db.withTenant(tenant_id, async (tx) => {
    const state = await loadLocked(tx, ctx, id);
    const where = { tenant_id_id: { tenant_id, id } };
    const { grace_ends_at, status } = await tx.subscription.findUniqueOrThrow({ where });
    if (status !== 'past_due' || grace_ends_at === null || grace_ends_at > ctx.clock.now()) return;
    const { after_grace } = state.policy;
    if (after_grace === 'none') {
      await tx.subscription.update({ where, data: { grace_ends_at: null, version: { increment: 1 } } });
      await recordChange(tx, ctx, {
        ...{ type: 'subscription.updated', object_type: 'subscription', object_id: id },
        ...{ before: { grace_ends_at: grace_ends_at.toISOString() }, after: { id, status, grace_ends_at: null } },
      });
      return;
    }
    await recorded(tx, ctx, { id }, () =>
      after_grace === 'pause'
        ? pauseSubscription(tx, ctx, state, { settle: 'none' }, 'unpaid')
        : cancelSubscription(tx, ctx, state, { when: 'now', settle: 'none' }),
    );
  });
}
