import type { Renewal } from '@revenue/billing-core/subscriptions';
import { startOfDay } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { DueSubscription } from '../billing-runs/load-due-subscriptions.ts';
import { loadWaitingLines } from '../billing-runs/load-waiting-lines.ts';
import { consolidate, loadSeller, type PlannedInvoice, renewAll } from '../billing-runs/plan-customers.ts';

/** What a run makes of one subscription at the instant at which it comes. */
export interface PlannedRun {
  subscription: DueSubscription;
  renewal: Renewal;
  /** null where nothing is billed then. */
  invoice: PlannedInvoice | null;
}

/**
 * What the runs make of each of these subscriptions by itself, each at its instant: what `planNextInvoices` says of one, for a
 * chunk, in a few statements for each instant. One that cannot be billed is left out: there is nothing to promise of it.
 */
export async function planRunsAt(
  client: SqlClient,
  tenantId: string,
  runs: readonly { subscription: DueSubscription; at: Date }[],
): Promise<Map<string, PlannedRun>> {
  const planned = new Map<string, PlannedRun>();
  if (runs.length === 0) return planned;
  const seller = await loadSeller(client, tenantId);
  const subscription_ids = runs.map(({ subscription }) => subscription.id);
  const lines = await loadWaitingLines(client, tenantId, { subscription_ids, lock: false });
  const waiting = Map.groupBy(lines, ({ subscription_id }) => subscription_id);
  for (const group of Map.groupBy(runs, ({ at }) => at.getTime()).values()) {
    const [{ at } = { at: null }] = group;
    if (at === null) continue;
    const { renewals } = await renewAll(
      client,
      tenantId,
      at,
      group.map(({ subscription }) => subscription),
    );
    for (const { subscription, renewal } of renewals) {
      const charged = [{ subscription, lines: renewal.lines }];
      const [invoice] = consolidate(charged, seller, at, waiting.get(subscription.id) ?? []);
      planned.set(subscription.id, { subscription, renewal, invoice: invoice ?? null });
    }
  }
  return planned;
}

/** Whether an invoice charges usage of days that are not over. */
export function isUsageOpen({ items }: PlannedInvoice, { time_zone }: DueSubscription, now: Date): boolean {
  return items.some(
    ({ kind, service_end }) => kind === 'usage' && service_end !== null && startOfDay(service_end, time_zone) > now,
  );
}
