import type { OperationContext } from '../../packages/api/src/context.ts';
import { createCaller } from '../../packages/api/src/router.ts';

type Caller = ReturnType<typeof createCaller>;

/** Five countries, two time zones. Customer n (0 to 24) is in place n mod 5. */
const PLACES = [
  { country: 'US', time_zone: 'America/New_York' },
  { country: 'CA', time_zone: 'America/New_York' },
  { country: 'GB', time_zone: 'UTC' },
  { country: 'IE', time_zone: 'UTC' },
  { country: 'IS', time_zone: 'UTC' },
];
export const CUSTOMERS = 25;
export const externalIdOf = (customer: number) => `customer-${String(customer).padStart(2, '0')}`;

/** US dollars for 1,000 tokens, by how many tokens of the month came before. check.awk says the same on its own. */
const CONTEXT_TIERS = [
  { up_to: 250_000, unit_amount: '0.50' },
  { up_to: 600_000, unit_amount: '0.35' },
  { up_to: null, unit_amount: '0.20' },
];
const GENERATED_TIERS = [
  { up_to: 5_000, unit_amount: '1.50' },
  { up_to: null, unit_amount: '1.20' },
];
const BASE_FEE = '49.00';

export function callerOf(ctx: OperationContext): Caller {
  const door = { services: ctx, request_id: ctx.request_id, credential: null, requested_tenant_id: null };
  return createCaller({ ...door, operation: async () => ctx });
}

/** Meters, the plan, 25 customers and their subscriptions for November 2023. */
export async function makeCatalogue(caller: Caller): Promise<void> {
  await caller.meters.create({ code: 'context_tokens', name: 'Context tokens', unit: 'token' });
  await caller.meters.create({ code: 'generated_tokens', name: 'Generated tokens', unit: 'token' });
  const plan = await caller.plans.create({
    code: 'language-model',
    name: 'Language model',
    currency: 'USD',
    components: [
      { kind: 'recurring', name: 'Base fee', timing: 'arrear', pricing: { model: 'flat', amount: BASE_FEE } },
      usage('Context tokens', 'context_tokens', CONTEXT_TIERS),
      usage('Generated tokens', 'generated_tokens', GENERATED_TIERS),
    ],
  });
  for (let customer = 0; customer < CUSTOMERS; customer += 1) await enrol(caller, plan.id, customer);
}

function usage(name: string, meter: string, tiers: typeof CONTEXT_TIERS) {
  return { kind: 'usage' as const, name, meter, pricing: { model: 'graduated' as const, per_units: 1000, tiers } };
}

async function enrol(caller: Caller, plan_id: string, customer: number): Promise<void> {
  const external_id = externalIdOf(customer);
  const place = PLACES[customer % PLACES.length];
  const { id } = await caller.customers.create({
    name: `Customer ${customer}`,
    email: `${external_id}@example.com`,
    external_id,
    currency: 'USD',
    ...place,
  });
  const subscription = await caller.subscriptions.create({ customer_id: id, plan_id, start_date: '2023-11-01' });
  // The trace is of one month: nothing is billed for the years since.
  await caller.subscriptions.update({ id: subscription.id, cancel_at_period_end: true });
}
