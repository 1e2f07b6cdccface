import type { OperationContext } from '../../packages/api/src/context.ts';
import { createCustomer } from '../../packages/api/src/customers/create-customer.ts';
import { createSubscription } from '../../packages/api/src/subscriptions/create-subscription.ts';
import { updateSubscription } from '../../packages/api/src/subscriptions/update-subscription.ts';
import { CreateCustomer } from '../../packages/billing-core/src/customers/index.ts';
import { CreateSubscription } from '../../packages/billing-core/src/subscriptions/index.ts';
import { addDays } from '../../packages/billing-core/src/time/index.ts';
import { firstOfMonth, type StoryDay } from './calendar.ts';
import { CUSTOMERS, type DemoCustomer } from './customers.ts';
import { type Known, loadKnown } from './known.ts';

/** Lets in who comes on this day, and takes the notice of who goes. */
export async function welcome(ctx: OperationContext, day: StoryDay): Promise<void> {
  const coming = CUSTOMERS.filter(({ since_day }) => since_day === day.index || -since_day === day.left);
  const going = CUSTOMERS.filter(({ leaves_day }) => leaves_day === day.index);
  if (coming.length + going.length === 0) return;
  const known = await loadKnown(ctx);
  for (const customer of coming) await enrol(ctx, customer, day, known);
  for (const { external_id } of going) {
    const id = known.subscriptions.get(external_id);
    if (id && !known.leaving.has(id)) await updateSubscription(ctx, { id, cancel_at_period_end: true });
  }
}

async function enrol(ctx: OperationContext, customer: DemoCustomer, day: StoryDay, known: Known): Promise<void> {
  const { since_day: _since, plan, size, calendar, pays_after: _pays, ...others } = customer;
  const {
    leaves_day: _leaves,
    stopped_paying: _stopped,
    trial_days,
    contract,
    percent_off,
    parent,
    ...fields
  } = others;
  const { external_id, currency } = customer;
  const family = parent === null ? {} : { parent_id: known.customers.get(parent), billed_to: 'parent' };
  const made = () => createCustomer(ctx, CreateCustomer.parse({ ...fields, ...family }));
  const customer_id = known.customers.get(external_id) ?? (await made()).id;
  if (known.subscriptions.has(external_id)) return;
  const plan_id = known.plans.get(`${plan}-${currency.toLowerCase()}`);
  const isSeated = plan === 'workspace';
  const quantities = isSeated ? [{ component_id: await seatsOf(ctx, plan_id), quantity: String(size) }] : [];
  const anchor = calendar ? { anchor_date: firstOfMonth(day.date) } : {};
  const terms = {
    ...(trial_days === null ? {} : { trial_days }),
    ...(contract === null ? {} : { contract: { periods: contract } }),
    ...(percent_off === null ? {} : { discount: { percent_off, ends_on: addDays(day.date, 365) } }),
  };
  const wanted = { customer_id, plan_id, external_id, start_date: day.date, ...anchor, quantities, ...terms };
  await createSubscription(ctx, CreateSubscription.parse(wanted));
}

/** The component of a workspace that counts seats: its only one. */
async function seatsOf({ db, tenant_id }: OperationContext, plan_id: string | undefined): Promise<string> {
  const component = await db.withTenant(tenant_id, (tx) =>
    tx.planComponent.findFirstOrThrow({ where: { tenant_id, plan_version: { plan_id: plan_id ?? '' } } }),
  );
  return component.id;
}
