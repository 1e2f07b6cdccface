import type { UsageLookup } from '@revenue/billing-core/subscriptions';
import { type Period, startOfDay } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { loadUsageTotals } from '../usage/load-usage-totals.ts';
import type { SubscriptionState } from './load-state.ts';

/** Plans once to hear which usage is asked for, and once with it. */
export async function planWithUsage<T>(
  client: SqlClient,
  tenantId: string,
  { customer, time_zone }: SubscriptionState,
  plan: (usage: UsageLookup) => T,
): Promise<T> {
  const windows: (Period & { meter_id: string })[] = [];
  plan((meter_id, period) => {
    windows.push({ meter_id, ...period });
    return '0';
  });
  const totals = await loadUsageTotals(
    client,
    tenantId,
    windows.map(({ meter_id, start, end }) => ({
      ...{ customer_id: customer.id, meter_id },
      ...{ from: startOfDay(start, time_zone), to: startOfDay(end, time_zone) },
    })),
  );
  const used = new Map(windows.map(({ meter_id, start }, at) => [`${meter_id}/${start}`, totals[at] ?? '0']));
  return plan((meter_id, { start }) => used.get(`${meter_id}/${start}`) ?? '0');
}
