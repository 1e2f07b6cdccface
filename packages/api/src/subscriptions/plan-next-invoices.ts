import { BillingError, type ErrorCode } from '@revenue/billing-core/errors';
import { isBilledSubscription, type PlannedSubscriptionInvoice } from '@revenue/billing-core/subscriptions';
import { startOfDay } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import type { DueSubscription } from '../billing-runs/load-due-subscriptions.ts';
import { loadWaitingLines } from '../billing-runs/load-waiting-lines.ts';
import {
  consolidate,
  hasFirstInvoice,
  loadSeller,
  type PlannedInvoice,
  renewAll,
} from '../billing-runs/plan-customers.ts';
import { toInvoicePreview } from '../invoices/preview-view.ts';

/** Runs that make nothing, as in a trial, are passed over; after so many nothing is to be expected. */
const MOST_RUNS = 40;

/**
 * The next invoices of one subscription: what the billing run makes of it alone at each instant at which it comes, with
 * the usage there is by now. A run bills what earlier ones have not, so the lines of each are those that were not there
 * at the one before; what waits is on the first.
 */
export async function planNextInvoices(
  client: SqlClient,
  tenantId: string,
  subscription: DueSubscription,
  { count, now }: { count: number; now: Date },
): Promise<PlannedSubscriptionInvoice[]> {
  if (!isBilledSubscription(subscription.status)) return [];
  const seller = await loadSeller(client, tenantId);
  const waiting = await loadWaitingLines(client, tenantId, { subscription_ids: [subscription.id], lock: false });
  const planned: PlannedSubscriptionInvoice[] = [];
  let due = subscription.next_billing_at;
  let billed = 0;
  for (let run = 0; run < MOST_RUNS && due !== null && planned.length < count; run += 1) {
    const at: Date = due < now ? now : due;
    const renewal = await renewOne(client, tenantId, at, subscription);
    const charged = [{ subscription, lines: renewal.lines.slice(billed) }];
    const isFirst = hasFirstInvoice({ subscription, renewal }, at);
    const taken = waiting.filter(({ waits_for }) => waits_for === 'next_invoice' || isFirst);
    const [invoice] = consolidate(charged, seller, at, planned.length === 0 ? taken : []);
    if (invoice !== undefined) planned.push(toPlanned(invoice, subscription, { at, now }));
    billed = renewal.lines.length;
    due = renewal.next.next_billing_at;
  }
  return planned;
}

async function renewOne(client: SqlClient, tenantId: string, at: Date, subscription: DueSubscription) {
  const { renewals, faults } = await renewAll(client, tenantId, at, [subscription]);
  const [renewed] = renewals;
  if (renewed !== undefined) return renewed.renewal;
  const [fault] = faults;
  throw new BillingError((fault?.code ?? 'internal') as ErrorCode, fault?.message ?? 'it cannot be billed');
}

function toPlanned(
  invoice: PlannedInvoice,
  { time_zone }: DueSubscription,
  { at, now }: { at: Date; now: Date },
): PlannedSubscriptionInvoice {
  const is_open = ({ kind, service_end }: PlannedInvoice['items'][number]) =>
    kind === 'usage' && service_end !== null && startOfDay(service_end, time_zone) > now;
  return { ...toInvoicePreview(invoice), bills_at: at.toISOString(), usage_so_far: invoice.items.some(is_open) };
}
