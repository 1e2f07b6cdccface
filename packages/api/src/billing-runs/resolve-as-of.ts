import type { PreviewBillingRun } from '@revenue/billing-core/billing-runs';
import { BillingError } from '@revenue/billing-core/errors';
import { addDays, localDateAt, MAX_DAYS_AHEAD, startOfDay } from '@revenue/billing-core/time';
import type { OperationContext } from '../context.ts';

const DAY_MS = 86_400_000;

/**
 * The instant a run looks at: the one given, now, or for a day its last millisecond in the time zone of the tenant (now,
 * if that day is today: what the evening brings is billed in the evening).
 *
 * @throws BillingError validation_failed for a time to come that is not allowed, or too far ahead
 */
export async function resolveAsOf(
  ctx: OperationContext,
  { as_of, date }: Pick<PreviewBillingRun, 'as_of' | 'date'>,
  { allowFuture }: { allowFuture: boolean },
): Promise<Date> {
  if (as_of !== undefined && date !== undefined) throw fault('date', 'give as_of or date, not both');
  const now = ctx.clock.now();
  const wanted = as_of !== undefined ? new Date(as_of) : date !== undefined ? await endOfDay(ctx, date, now) : now;
  const path = as_of === undefined ? 'date' : 'as_of';
  // Every period until then is billed, or planned: a wrong digit in the year would be decades of them, of everybody.
  if (wanted.getTime() - now.getTime() > MAX_DAYS_AHEAD * DAY_MS) {
    throw fault(path, `${as_of ?? date} is more than ${MAX_DAYS_AHEAD} days ahead; is a digit mistyped?`);
  }
  if (wanted > now && !allowFuture) {
    throw fault(path, `${as_of ?? date} is to come; bill it then, or say allow_future to bill early`);
  }
  return wanted;
}

async function endOfDay(ctx: OperationContext, date: string, now: Date): Promise<Date> {
  const { time_zone } = await ctx.db.withTenant(ctx.tenant_id, (tx) =>
    tx.tenant.findUniqueOrThrow({ where: { id: ctx.tenant_id }, select: { time_zone: true } }),
  );
  if (date === localDateAt(now, time_zone)) return now;
  return new Date(startOfDay(addDays(date, 1), time_zone).getTime() - 1);
}

function fault(path: string, message: string): BillingError {
  return new BillingError('validation_failed', `${path}: ${message}.`, { errors: [{ path, message }] });
}
