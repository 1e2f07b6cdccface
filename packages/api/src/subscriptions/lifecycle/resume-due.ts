import { localDateAt, startOfDay } from '@revenue/billing-core/time';
import { fromDbDate, toDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../../context.ts';
import { KEEPS_PAUSED } from './arrears-statuses.ts';
import { recorded } from './carry-out-command.ts';
import { loadLocked } from './lifecycle-outcome.ts';
import { resumeSubscription } from './resume-subscription.ts';

/**
 * Resumes a subscription whose pause is over: on the day that was said, with the payment of what was overdue or
 * written off (`arrearsOfInvoice`), or with a
 * payment method where its trial had none. Nothing where none of this has come.
 */
export async function resumeDue(ctx: OperationContext, id: string): Promise<void> {
  await ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    const state = await loadLocked(tx, ctx, id);
    if (state.status !== 'paused') return;
    const at = await overAt(tx, ctx, id, state);
    if (at === null) return;
    await recorded(tx, ctx, { id }, () => resumeSubscription(tx, ctx, state, {}, at));
  });
}

async function overAt(
  tx: Tx,
  { tenant_id, clock }: OperationContext,
  id: string,
  { time_zone, payer }: { time_zone: string; payer: { id: string } },
): Promise<Date | null> {
  const now = clock.now();
  const row = await tx.subscription.findUniqueOrThrow({ where: { tenant_id_id: { tenant_id, id } } });
  if (row.resumes_on !== null) {
    const day = startOfDay(fromDbDate(row.resumes_on), time_zone);
    return day <= now ? day : null;
  }
  if (row.pause_reason === 'no_method') {
    const holds = [{ expires_on: null }, { expires_on: { gte: toDbDate(localDateAt(now, time_zone)) } }];
    const agreed = await tx.paymentMethod.count({
      where: { tenant_id, customer_id: payer.id, ended_at: null, OR: holds },
    });
    return agreed > 0 ? now : null;
  }
  if (row.pause_reason !== 'unpaid') return null;
  const owed = await tx.invoice.count({
    where: {
      ...{ tenant_id, status: { in: KEEPS_PAUSED } },
      items: { some: { subscription_item: { subscription_id: id } } },
    },
  });
  return owed === 0 ? now : null;
}
