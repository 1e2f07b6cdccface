import { startOfDay } from '@revenue/billing-core/time';
import type { OperationContext } from '../../context.ts';
import { takeBackEarlyBill } from '../take-back-early-bill.ts';
import { loadLocked } from './lifecycle-outcome.ts';

/**
 * Takes back what was billed of the first paid days of a trial that is over and has no payment method any more: they do not
 * begin. Nothing where the trial goes on, or was billed on its day.
 */
export async function takeBackTrialBill(ctx: OperationContext, id: string): Promise<void> {
  await ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    const state = await loadLocked(tx, ctx, id);
    const { status, trial_end, time_zone } = state;
    if (status !== 'trialing' || !trial_end) return;
    const begins = startOfDay(trial_end, time_zone);
    if (begins <= ctx.clock.now()) await takeBackEarlyBill(tx, ctx, state, { at: new Date(begins.getTime() - 1) });
  });
}
