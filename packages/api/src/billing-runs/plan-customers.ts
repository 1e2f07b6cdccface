import { isBillingError } from '@revenue/billing-core/errors';
import { DEFAULT_ROUNDING } from '@revenue/billing-core/money';
import { planRenewal, type Renewal, type RenewalLine, usageWindows } from '@revenue/billing-core/subscriptions';
import { lineTaxRates, type SellerTax } from '@revenue/billing-core/taxes';
import { localDateAt } from '@revenue/billing-core/time';
import type { SqlClient } from '@revenue/jobs/job-queue';
import { NO_DISCOUNT } from '../invoices/asked-discount.ts';
import { computeDraft } from '../invoices/compute-draft.ts';
import type { InvoiceDraftRow } from '../invoices/insert-invoices.ts';
import { loadUsageTotals } from '../usage/load-usage-totals.ts';
import type { DueSubscription } from './load-due-subscriptions.ts';

/** What a run does for some customers: which invoices it makes and where each subscription stands afterwards. */
export interface CustomersPlan {
  invoices: PlannedInvoice[];
  renewals: { subscription: DueSubscription; renewal: Renewal }[];
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

interface Renewed {
  subscription: DueSubscription;
  renewal: Renewal;
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
): Promise<CustomersPlan> {
  const { renewals, faults } = await renewAll(client, tenantId, asOf, subscriptions);
  const charged = renewals.map(({ subscription, renewal }) => ({ subscription, lines: renewal.lines }));
  return { invoices: consolidate(charged, await loadSeller(client, tenantId), asOf), renewals, faults };
}

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
  for (const subscription of subscriptions) {
    try {
      const lookUp = (meterId: string, period: { start: string }) =>
        usage.get(keyOf(subscription.id, meterId, period.start)) ?? '0';
      const renewal = planRenewal({ subscription, usage: lookUp, as_of: asOf, rounding: DEFAULT_ROUNDING });
      renewals.push({ subscription, renewal });
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

/** One invoice for each payer, currency and billing cycle, with the lines of all subscriptions of these. */
export function consolidate(
  charged: readonly ChargedSubscription[],
  seller: Seller,
  asOf: Date,
): CustomersPlan['invoices'] {
  const groups = Map.groupBy(
    charged.filter(({ lines }) => lines.length > 0),
    ({ subscription: { payer, plan, cycle } }) => `${payer.id}/${plan.currency}/${cycle?.id ?? ''}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const lines = group.flatMap((entry) => linesOf(entry.subscription, entry.lines));
    return [toPlannedInvoice(first.subscription, lines, seller, asOf)];
  });
}

/** A draft for whom and by whose rules the subscription bills, issued on the day it is there. */
function toPlannedInvoice(
  { payer, plan, cycle }: DueSubscription,
  lines: readonly RenewalLine[],
  seller: Seller,
  asOf: Date,
): PlannedInvoice {
  const tax_rates = lineTaxRates(undefined, seller, payer);
  const terms = {
    currency: plan.currency,
    issue_date: localDateAt(asOf, payer.time_zone),
    payment_terms: cycle?.payment_terms ?? payer.payment_terms,
    ...NO_DISCOUNT,
    prices_include_tax: seller.prices_include_tax,
  };
  return {
    ...computeDraft(
      terms,
      lines.map((item) => ({ item, ...NO_DISCOUNT, tax_rates })),
    ),
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

/** Who pays for another reads on each line for whom. */
function linesOf({ customer, payer }: DueSubscription, lines: readonly RenewalLine[]): RenewalLine[] {
  if (customer.id === payer.id) return [...lines];
  return lines.map((line) => ({ ...line, description: `${line.description} (${customer.name})` }));
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
