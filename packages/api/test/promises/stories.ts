import { addDays, localDateAt } from '@revenue/billing-core/time';
import type { Caller } from '../kit/start-api.ts';
import { Random } from '../simulation/random.ts';
import { ZONES } from '../simulation/subscriber.ts';
import { amountOf, priceOf } from './prices.ts';
import { METERS, type Shelf } from './shelf.ts';

const DAY = 86_400_000;
export const USED_DAYS = 500;

/**
 * Something asked of a subscription, so long after what was asked before; what, its dice say when it is there. In haste, the
 * hourly run does not come between.
 */
export type Step = { after: number; dice: number; isHasty?: boolean };
/** One customer with one subscription, and what is asked of it. It is all said by its seed, so it can be lived again. */
export type Story = { seed: number; steps: Step[] };

export function makeStory(seed: number, count: number): Story {
  const random = new Random(seed);
  const steps = Array.from({ length: count }, () => {
    const days = random.pick([0, 0, 1, random.int(1, 12), random.int(5, 45), random.int(20, 70)]);
    // To the second, and some on the very midnight of UTC.
    return {
      after: days * DAY + (random.chance(0.2) ? 0 : random.int(0, 86_399) * 1000),
      dice: random.int(0, 2 ** 31),
    };
  });
  return { seed, steps: isEarly({ seed }) ? hasten(steps) : steps };
}

/** Each fourth is on a billing cycle that bills before its periods begin. */
export const isEarly = ({ seed }: Pick<Story, 'seed'>) => seed % 4 === 3;

/** Two of an early bill are asked within the hour now and then. */
const hasten = (steps: Step[]): Step[] =>
  steps.map((step, at) => (at % 2 === 1 && step.dice % 5 < 2 ? { ...step, after: 0, isHasty: true } : step));

type NewSubscription = Parameters<Caller['subscriptions']['create']>[0];
export type Protagonist = {
  customer_id: string;
  zone: string;
  shelf: Shelf;
  asked: NewSubscription;
  usage: NewRecord[];
};

/** The customer, with usage for more than its life, and what it will subscribe to. */
export async function makeCustomer(
  caller: Caller,
  shelves: readonly Shelf[],
  { seed }: Story,
  now: Date,
): Promise<Protagonist> {
  const random = new Random(seed ^ 0x5bd1e995);
  const whole = random.pick(shelves);
  const early = isEarly({ seed }) ? new Random(seed ^ 0x2c1b3c6d).pick(whole.early) : null;
  const { billing_cycle_id } = early ?? {};
  const shelf = early === null ? whole : { ...whole, plans: [...early.plans, ...whole.plans.slice(0, 1)] };
  const zone = random.pick(ZONES);
  const { id: customer_id } = await caller.customers.create({
    ...{ name: `Story ${seed}`, email: `story-${seed}@example.com`, currency: shelf.currency, time_zone: zone },
    ...{
      country: random.pick(['DE', 'DE', 'AT', 'US']),
      ...(random.chance(0.1) ? { tax_exempt: true, tax_exempt_reason: 'Charity' } : {}),
    },
    payment_terms: random.pick(['net_14', 'net_30', 'end_of_month', 'due_on_receipt']),
  });
  const today = localDateAt(now, zone);
  const plan = random.pick(early?.plans ?? shelf.plans);
  const start_date = random.chance(0.4) ? today : addDays(today, random.int(-70, 30));
  const anchors = [addDays(start_date, random.int(-40, 40)), '2028-01-29', '2028-01-30', '2028-01-31', '2028-02-29'];
  const prices = plan.components
    .filter(() => random.chance(0.15))
    .map(({ id, kind }) => ({ component_id: id, pricing: priceOf(random, shelf.currency, kind) }));
  const quantities = plan.components
    .filter(({ kind }) => kind === 'recurring' && random.chance(0.7))
    .map(({ id }) => ({ component_id: id, quantity: random.pick([0, 1, random.int(1, 15), 2.5]) }));
  const asked: NewSubscription = {
    ...{ customer_id, plan_id: plan.id, start_date, prices, quantities },
    ...(random.chance(0.5) ? { anchor_date: random.pick(anchors) } : {}),
    ...(random.chance(0.25) ? { trial_days: random.int(0, 50) } : {}),
    ...(random.chance(0.2)
      ? { contract: { periods: random.int(1, 5), at_end: random.pick(['renew', 'expire'] as const) } }
      : {}),
    ...(random.chance(0.35) ? { discount: discountOf(random, shelf.currency, start_date) } : {}),
    ...(billing_cycle_id === undefined ? {} : { billing_cycle_id }),
  };
  if (random.chance(0.25))
    await caller.account_credits.adjust({
      id: customer_id,
      amount: amountOf(random, shelf.currency, 20_000, 1),
      reason: 'For trust',
    });
  const usage = usageOf(random, { customer_id, from: now.getTime() - 80 * DAY });
  return { customer_id, zone, shelf, asked, usage };
}

function discountOf(random: Random, currency: string, start: string) {
  const ends_on = random.chance(0.5) ? addDays(start, random.int(1, 120)) : null;
  if (random.chance(0.6)) return { percent_off: random.pick([10, 33.3, 100, 7]), ends_on };
  return { amount_off: amountOf(random, currency, 5000, 1), ends_on };
}

type NewRecord = Parameters<Caller['usage']['record']>[0]['records'][number];

/** All usage there will ever be: what is promised of it is exact. */
function usageOf(random: Random, { customer_id, from }: { customer_id: string; from: number }): NewRecord[] {
  return Array.from({ length: random.int(0, 40) }, (_, at) => ({
    ...{ id: `${customer_id} ${at}`, customer_id, meter: random.pick(METERS).code, quantity: random.int(0, 9) },
    occurred_at: new Date(from + random.int(0, USED_DAYS * 86_400) * 1000).toISOString(),
    properties: { user: `user ${random.int(1, 5)}` },
  }));
}
