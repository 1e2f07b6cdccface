import { addIntervals, type LocalDate, localDateAt } from '@revenue/billing-core/time';
import type { OperationContext } from '../context.ts';

export type ReportRange = { from: LocalDate; to: LocalDate; today: LocalDate };

/** The days of a report, both inclusive: twelve months up to today in the time zone of the tenant, unless others are named. */
export async function resolveRange(
  ctx: OperationContext,
  { from, to }: { from?: LocalDate | undefined; to?: LocalDate | undefined },
): Promise<ReportRange> {
  const { time_zone } = await ctx.db.withTenant(ctx.tenant_id, (tx) =>
    tx.tenant.findUniqueOrThrow({ where: { id: ctx.tenant_id }, select: { time_zone: true } }),
  );
  const today = localDateAt(ctx.clock.now(), time_zone);
  const last = to ?? today;
  return { from: from ?? addIntervals(`${last.slice(0, 7)}-01`, 'month', 1, -11), to: last, today };
}
