import { createBillingCycle } from '../../packages/api/src/billing-cycles/create-billing-cycle.ts';
import { enrolCustomer } from '../../packages/api/src/billing-cycles/enrol-customer.ts';
import type { OperationContext } from '../../packages/api/src/context.ts';
import { updateCustomer } from '../../packages/api/src/customers/update-customer.ts';
import { getSubscription } from '../../packages/api/src/subscriptions/get-subscription.ts';
import { updateSubscription } from '../../packages/api/src/subscriptions/update-subscription.ts';
import { CreateBillingCycle, EnrolCustomer } from '../../packages/billing-core/src/billing-cycles/index.ts';
import { UpdateSubscription } from '../../packages/billing-core/src/subscriptions/index.ts';
import type { StoryDay } from './calendar.ts';
import { raiseFee } from './catalogue.ts';
import { ADD_ON } from './company.ts';
import { type Known, loadKnown } from './known.ts';

type Turn = { when: { day: number } | { left: number }; take: (ctx: OperationContext, known: Known) => Promise<void> };

/** The cycle of those who are billed for products without a plan. */
const CYCLE = { external_id: 'support-quarterly', name: 'Support, by the quarter', interval: 'quarter' } as const;

/** What becomes of customers. Each does nothing where it was done before: a seed that was cut off takes the day again. */
const TURNS: readonly Turn[] = [
  { when: { day: 300 }, take: makeCycle },
  { when: { day: 327 }, take: onCycle('C-025', '1') },
  { when: { day: 401 }, take: onCycle('C-028', '2') },
  { when: { day: 470 }, take: become('C-012', 'closed') },
  { when: { day: 352 }, take: seats('C-010', '28') },
  { when: { left: 41 }, take: seats('C-032', '20') },
  { when: { left: 33 }, take: raiseFee },
  { when: { left: 25 }, take: addTo('C-037') },
  { when: { left: 20 }, take: become('C-022', 'suspended') },
  // Less from the next period on, so that a change that is still to come is there to be looked at.
  { when: { left: 4 }, take: seats('C-017', '24') },
  { when: { left: 2 }, take: giveNotice('C-013') },
];

export async function takeTurns(ctx: OperationContext, day: StoryDay): Promise<void> {
  const turns = TURNS.filter(({ when }) => ('day' in when ? when.day === day.index : when.left === day.left));
  for (const { take } of turns) await take(ctx, await loadKnown(ctx));
}

async function makeCycle(ctx: OperationContext, { cycles }: Known): Promise<void> {
  if (cycles.has(CYCLE.external_id)) return;
  await createBillingCycle(ctx, CreateBillingCycle.parse({ ...CYCLE, anchor_date: '2025-01-01' }));
}

function onCycle(customer: string, quantity: string): Turn['take'] {
  return async (ctx, { cycles, customers, products, subscriptions }) => {
    const [id, customer_id] = [cycles.get(CYCLE.external_id), customers.get(customer)];
    const external_id = `${customer}-support`;
    // A short story ends before everybody has come.
    if (id === undefined || customer_id === undefined || subscriptions.has(external_id)) return;
    const items = [{ product_id: products.get('support'), quantity }];
    await enrolCustomer(ctx, EnrolCustomer.parse({ id, customer_id, external_id, items }));
  };
}

function become(customer: string, status: 'suspended' | 'closed'): Turn['take'] {
  return async (ctx, { customers }) => {
    const id = customers.get(customer);
    if (id !== undefined) await updateCustomer(ctx, { id, status });
  };
}

/** More seats at once, with what is left of the period on an invoice; fewer with the next period. */
function seats(customer: string, quantity: string): Turn['take'] {
  return async (ctx, { subscriptions }) => {
    const id = subscriptions.get(customer);
    if (id === undefined) return;
    const { items, scheduled_change } = await getSubscription(ctx, { id });
    const [item] = items.filter(({ state }) => state === 'current');
    if (item === undefined || scheduled_change !== null || String(item.quantity) === quantity) return;
    await updateSubscription(ctx, UpdateSubscription.parse({ id, quantities: [{ item_id: item.id, quantity }] }));
  };
}

/** The add-on, from now on, with what is left of the period on an invoice. */
function addTo(customer: string): Turn['take'] {
  return async (ctx, { plans, subscriptions }) => {
    const [id, plan_id] = [subscriptions.get(customer), plans.get(ADD_ON.code)];
    if (id === undefined || plan_id === undefined) return;
    const { items } = await getSubscription(ctx, { id });
    if (items.length > 1) return;
    await updateSubscription(
      ctx,
      UpdateSubscription.parse({ id, add_ons: [{ plan_id }], set_up_fees: true, when: 'now' }),
    );
  };
}

function giveNotice(customer: string): Turn['take'] {
  return async (ctx, { subscriptions, leaving }) => {
    const id = subscriptions.get(customer);
    if (id !== undefined && !leaving.has(id)) await updateSubscription(ctx, { id, cancel_at_period_end: true });
  };
}
