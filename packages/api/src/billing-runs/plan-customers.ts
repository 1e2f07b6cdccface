import { setImmediate } from 'node:timers/promises';
import { isBillingError } from '@revenue/billing-core/errors';
import { DEFAULT_ROUNDING } from '@revenue/billing-core/money';
import {
  lineDiscounts,
  planRenewal,
  type Renewal,
  type RenewalLine,
  usageWindows,
} from '@revenue/billing-core/subscriptions';
import { lineTaxRates, type SellerTax } from '@revenue/billing-core/taxes';
import { localDateAt } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { NO_DISCOUNT } from '../invoices/asked-discount.ts';
import { type AskedItem, computeDraft } from '../invoices/compute-draft.ts';
import type { InvoiceDraftRow } from '../invoices/insert-invoices.ts';
import { loadUsageTotals } from '../usage/load-usage-totals.ts';
import type { DueSubscription } from './load-due-subscriptions.ts';
import { loadWaitingLines, type WaitingLine } from './load-waiting-lines.ts';

/** What a run does for some customers: which invoices it makes and where each subscription stands afterwards. */
export interface CustomersPlan {
  invoices: PlannedInvoice[];
  renewals: Renewed[];
  /** Lines of changes that are on these invoices and wait no longer. */
  taken_up: string[];
  faults: PlanFault[];
}

/** An invoice as it would be stored, and what is done with it then. */
export type PlannedInvoice = InvoiceDraftRow & { customer_name: string; auto_send: boolean };

export interface PlanFault {
  subscription_id: string;
  customer_id: string;
  code: string;
  message: string;
}

export interface Renewed {
  subscription: DueSubscription;
  renewal: Renewal;
  /** Its trial is over: what follows is paid for. */
  converted: boolean;
}

/**
 * Decides, without writing, what is due of these subscriptions at `asOf`. Preview and execution both come here. A
 * subscription that cannot be billed becomes a fault and stays due; the others are not held up by it.
 */
export async function planCustomers(
  client: SqlClient,
  tenantId: string,
  asOf: Date,
  subscriptions: DueSubscription[],
  { lock }: { lock: boolean },
): Promise<CustomersPlan> {
  const { renewals, faults } = await renewAll(client, tenantId, asOf, subscriptions);
  const charged = renewals.map(({ subscription, renewal }) => ({ subscription, lines: renewal.lines }));
  const payer_ids = [...new Set(renewals.map(({ subscription }) => subscription.payer.id))];
  const all = await loadWaitingLines(client, tenantId, { payer_ids, lock });
  const waiting = all.filter(({ waits_for, subscription_id }) => {
    if (waits_for === 'next_invoice') return true;
    const renewed = renewals.find(({ subscription }) => subscription.id === subscription_id);
    return renewed !== undefined && hasFirstInvoice(renewed, asOf);
  });
  const invoices: PlannedInvoice[] = [];
  for (const invoice of consolidateEach(charged, await loadSeller(client, tenantId), asOf, waiting)) {
    invoices.push(invoice);
    if (invoices.length % IN_ONE_GO === 0) await setImmediate();
  }
  const waited = new Set(waiting.map(({ id }) => id));
  const taken_up = invoices.flatMap(({ items }) => items.flatMap(({ id }) => (id && waited.has(id) ? [id] : [])));
  return { invoices, renewals, taken_up, faults };
}

/**
 * Whether a subscription that is looked at has its first invoice by now: with its first charge, or when its first paid day has
 * come. In a trial it has none, and one that ends before has none ever.
 */
export function hasFirstInvoice(
  { subscription, renewal }: Pick<Renewed, 'subscription' | 'renewal'>,
  asOf: Date,
): boolean {
  if (renewal.lines.length > 0) return true;
  const { trial_end, start_date, time_zone, ends_on } = subscription;
  const firstPaid = trial_end ?? start_date ?? '';
  const end = ends_on ?? (renewal.ended ? renewal.next.current_period_end : null);
  return firstPaid <= localDateAt(asOf, time_zone) && (end === null || firstPaid < end);
}

/** A millisecond of computing. */
const IN_ONE_GO = 10;

/** What each of them owes at `asOf`, with the usage that there is. */
export async function renewAll(
  client: SqlClient,
  tenantId: string,
  asOf: Date,
  subscriptions: DueSubscription[],
): Promise<Pick<CustomersPlan, 'renewals' | 'faults'>> {
  const usage = await loadUsage(client, tenantId, asOf, subscriptions);
  const renewals: Renewed[] = [];
  const faults: PlanFault[] = [];
  for (const [at, subscription] of subscriptions.entries()) {
    // What waits for this process, the statements of another chunk above all, does not wait for all of them.
    if (at % IN_ONE_GO === 0) await setImmediate();
    try {
      const lookUp = (meterId: string, period: { start: string }) =>
        usage.get(keyOf(subscription.id, meterId, period.start)) ?? '0';
      const planned = planRenewal({ subscription, usage: lookUp, as_of: asOf, rounding: DEFAULT_ROUNDING });
      const renewal = givesBack(subscription, planned) ? { ...planned, ended: false, end_reason: null } : planned;
      renewals.push({ subscription, renewal, converted: isConverted(subscription, asOf) });
    } catch (error) {
      if (!isBillingError(error)) throw error;
      faults.push({
        subscription_id: subscription.id,
        customer_id: subscription.customer.id,
        code: error.code,
        message: error.message,
      });
    }
  }
  return { renewals, faults };
}

/**
 * What is billed beyond the end goes back with it, as for an end at once: the run bills what is owed until then, after which
 * nothing is due, and the look at subscriptions that end on a day ends it.
 */
function givesBack({ cancel_settle }: DueSubscription, { end_reason, unused }: Renewal): boolean {
  return end_reason === 'canceled' && unused && cancel_settle !== null && cancel_settle !== 'none';
}

function isConverted({ status, trial_end, time_zone }: DueSubscription, asOf: Date): boolean {
  return (
    status === 'trialing' && trial_end !== null && trial_end !== undefined && trial_end <= localDateAt(asOf, time_zone)
  );
}

const keyOf = (subscriptionId: string, meterId: string, start: string) => `${subscriptionId}/${meterId}/${start}`;

/** The usage of every period that will be asked for, in one statement for all subscriptions. */
async function loadUsage(
  client: SqlClient,
  tenantId: string,
  asOf: Date,
  subscriptions: DueSubscription[],
): Promise<Map<string, string>> {
  const windows = subscriptions.flatMap((subscription) =>
    usageWindows(subscription, asOf).map((window) => ({
      key: keyOf(subscription.id, window.meter_id, window.start),
      customer_id: subscription.customer.id,
      meter_id: window.meter_id,
      from: window.from,
      to: window.to,
    })),
  );
  const totals = await loadUsageTotals(client, tenantId, windows);
  return new Map(windows.map(({ key }, at) => [key, totals[at] ?? '0']));
}

/** What is charged for a subscription. */
export interface ChargedSubscription {
  subscription: DueSubscription;
  lines: readonly RenewalLine[];
}

/**
 * One invoice for each payer, currency and billing cycle, with the lines of all subscriptions of these, and with what waited
 * for it. One that waits for its first payment has an invoice of its own, which becomes void with it. A line that waited makes an invoice by itself where its own subscription is looked at.
 */
export function consolidate(
  charged: readonly ChargedSubscription[],
  seller: Seller,
  asOf: Date,
  waiting: readonly WaitingLine[] = [],
): CustomersPlan['invoices'] {
  return [...consolidateEach(charged, seller, asOf, waiting)];
}

/** One after the other, for whom all at once takes too long. */
function* consolidateEach(
  charged: readonly ChargedSubscription[],
  seller: Seller,
  asOf: Date,
  waiting: readonly WaitingLine[],
): Generator<PlannedInvoice> {
  const waits = new Set(waiting.map(({ subscription_id }) => subscription_id));
  const groups = Map.groupBy(
    charged.filter(({ lines, subscription }) => lines.length > 0 || waits.has(subscription.id)),
    ({ subscription: { id, status, payer, plan, cycle } }) =>
      `${payer.id}/${plan.currency}/${cycle?.id ?? ''}/${status === 'incomplete' ? id : ''}`,
  );
  const alone = new Set(charged.flatMap(({ subscription: { id, status } }) => (status === 'incomplete' ? [id] : [])));
  const ofGroup = Map.groupBy(
    waiting,
    ({ payer_id, currency, billing_cycle_id, subscription_id: id }) =>
      `${payer_id}/${currency}/${billing_cycle_id ?? ''}/${alone.has(id) ? id : ''}`,
  );
  for (const [key, group] of groups) {
    const [first] = group;
    if (!first) continue;
    const { payer } = first.subscription;
    const tax_rates = lineTaxRates(undefined, seller, payer);
    const items = [
      ...group.flatMap((entry) => itemsOf(entry, tax_rates)),
      ...(ofGroup.get(key) ?? []).map((line) => waitingItem(line, payer, tax_rates)),
    ];
    if (items.length > 0) yield toPlannedInvoice(first.subscription, items, seller, asOf);
  }
}

/** A draft for whom and by whose rules the subscription bills, issued on the day it is there. */
export function toPlannedInvoice(
  { payer, plan, cycle }: Pick<DueSubscription, 'payer' | 'cycle'> & { plan: { currency: string } },
  items: readonly AskedItem[],
  seller: Seller,
  asOf: Date,
): PlannedInvoice {
  const terms = {
    currency: plan.currency,
    issue_date: localDateAt(asOf, payer.time_zone),
    payment_terms: cycle?.payment_terms ?? payer.payment_terms,
    ...NO_DISCOUNT,
    prices_include_tax: seller.prices_include_tax,
  };
  return {
    ...computeDraft(terms, items),
    customer_name: payer.name,
    auto_send: cycle?.auto_send === true,
    customer_id: payer.id,
    external_id: null,
    billing_run_id: null,
    billing_cycle_id: cycle?.id ?? null,
    notes: null,
    terms: null,
    purchase_order_number: null,
    metadata: {},
  };
}

function itemsOf({ subscription, lines }: ChargedSubscription, tax_rates: AskedItem['tax_rates']): AskedItem[] {
  const { customer, payer, discount } = subscription;
  const off = lineDiscounts(lines, discount);
  return lines.map((line, at) => ({
    item: { ...line, description: describe(line.description, customer, payer) },
    ...(off[at] ?? NO_DISCOUNT),
    tax_rates,
  }));
}

/** With its discount as it was planned; what gives back of a line is taxed as that was. */
export function waitingItem(
  line: WaitingLine,
  payer: DueSubscription['payer'],
  tax_rates: AskedItem['tax_rates'],
): AskedItem {
  const { id, credits_item_id, credited_taxes, discount_amount } = line;
  return {
    id,
    credits_item_id,
    item: { ...line, description: describe(line.description, line.customer, payer) },
    percent_off: null,
    amount_off: discount_amount === 0n ? null : discount_amount,
    tax_rates: credited_taxes?.tax_rates ?? tax_rates,
    tax_inclusive: credited_taxes?.tax_inclusive,
  };
}

/** Who pays for another reads on each line for whom. */
function describe(description: string, customer: { id: string; name: string }, payer: { id: string }): string {
  return customer.id === payer.id ? description : `${description} (${customer.name})`;
}

export type Seller = SellerTax & { prices_include_tax: boolean };

export async function loadSeller(client: SqlClient, tenantId: string): Promise<Seller> {
  const { rows } = await client.query(
    'SELECT country, tax_name, trim_scale(tax_percent)::text AS tax_percent, prices_include_tax FROM tenants WHERE id = $1',
    [tenantId],
  );
  const [seller] = rows as Seller[];
  if (seller === undefined) throw new Error(`tenant ${tenantId} is gone`);
  return seller;
}
