import type { CreateSubscription } from '@revenue/billing-core/subscriptions';
import type { Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import { loadSeller } from '../billing-runs/plan-customers.ts';
import type { OperationContext } from '../context.ts';
import { completeItems } from '../invoices/complete-items.ts';
import { computeDraft } from '../invoices/compute-draft.ts';
import { sqlClientOf } from '../sql-client-of.ts';
import type { CustomerRow } from './create-subscription.ts';
import type { MoneyLine } from './plan-money.ts';
import { insertWaitingLines } from './write-waiting-lines.ts';

/** Keeps what is charged beside the plan for the first invoice of a subscription, priced as an invoice by hand would. */
export async function insertOneOffItems(
  tx: Tx,
  ctx: OperationContext,
  { id: subscription_id, items = [], customer, currency }: OneOffItems,
): Promise<void> {
  if (items.length === 0) return;
  const client = sqlClientOf(tx);
  const { tenant_id, clock } = ctx;
  const seller = await loadSeller(client, tenant_id);
  const asked = await completeItems(client, tenant_id, { currency, seller, customer }, items, 'one_off_items');
  const untaxed = asked.map((item) => ({ ...item, tax_rates: [] }));
  const head = {
    currency,
    issue_date: '2000-01-01',
    payment_terms: 'due_on_receipt',
    percent_off: null,
    amount_off: null,
  };
  const priced = computeDraft({ ...head, prices_include_tax: false }, untaxed);
  const lines = priced.items.map((item): MoneyLine => {
    if (item.derivation === null) throw new Error('an item was priced without its explanation');
    return {
      ...{
        id: newId(clock.now()),
        subscription_id,
        subscription_item_id: null,
        kind: 'manual',
        waits_for: 'first_invoice',
      },
      ...{ payer_id: customer.id, billing_cycle_id: null, customer, currency, origin: null, waited: false },
      ...{ description: item.description, quantity: item.quantity, unit_price: item.unit_price, amount: item.amount },
      ...{ discount_amount: 0n, service_start: null, service_end: null, product_id: item.product_id },
      ...{ derivation: item.derivation, credits_item_id: null, credited_taxes: null, credited_origin: null },
    };
  });
  await insertWaitingLines(client, ctx, lines, null, 'first_invoice');
}

interface OneOffItems {
  id: string;
  items: CreateSubscription['one_off_items'];
  customer: CustomerRow;
  currency: string;
}
