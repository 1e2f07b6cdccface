import { wholeDays } from '@revenue/billing-core/testing';
import type { Interval } from '@revenue/billing-core/time';
import type { Caller } from '../kit/start-api.ts';
import type { Random } from './random.ts';

type Component = {
  id: string;
  name: string;
  kind: 'recurring' | 'usage' | 'one_time';
  timing: 'advance' | 'arrear';
  model: string;
  every: Interval | null;
};

/** A plan, or an add-on, of which every subscription has prices of its own. */
export type Sold = { id: string; interval: Interval; components: Component[] };
export type SoldPlan = Sold & {
  /** One by the same interval. */
  add_on: Sold;
};

const INTERVALS: Interval[] = ['week', 'month', 'quarter', 'year'];
/** Fees of longer periods than the plan's. */
const LONGER = [
  { kind: 'recurring', name: 'Domain', interval: 'year', pricing: { model: 'flat', amount: 1 } },
  { kind: 'recurring', name: 'Audit', interval: 'year', timing: 'arrear', pricing: { model: 'flat', amount: 1 } },
] as const;

/** A fee and seats in advance, a fee in arrear and usage, by the week, month, quarter and year. */
export async function makeCatalogue(caller: Caller): Promise<SoldPlan[]> {
  await caller.meters.create({ code: 'calls', name: 'Calls' });
  const plans: SoldPlan[] = [];
  for (const [interval, longer] of [...INTERVALS.map((each) => [each, []] as const), ['month', LONGER] as const]) {
    const plan = await caller.plans.create({
      code: longer.length > 0 ? `${interval}-and-longer` : interval,
      name: `By the ${interval}`,
      currency: 'USD',
      interval,
      components: [
        { kind: 'recurring', name: 'Base', pricing: { model: 'flat', amount: 1 } },
        { kind: 'recurring', name: 'Seats', pricing: { model: 'per_unit', unit_amount: '1' } },
        { kind: 'recurring', name: 'Support', timing: 'arrear', pricing: { model: 'flat', amount: 1 } },
        { kind: 'usage', name: 'Calls', meter: 'calls', pricing: { model: 'per_unit', unit_amount: '1' } },
        ...longer,
      ],
    });
    const add_on = await caller.plans.create({
      ...{ code: `${plan.code}-add-on`, name: 'More', kind: 'addon', currency: 'USD', interval },
      components: [
        { kind: 'recurring', name: 'Backup', pricing: { model: 'flat', amount: 1 } },
        { kind: 'recurring', name: 'Guests', pricing: { model: 'per_unit', unit_amount: '1' } },
        { kind: 'recurring', name: 'Advice', timing: 'arrear', pricing: { model: 'flat', amount: 1 } },
      ],
    });
    plans.push({ ...soldOf(plan, interval), add_on: soldOf(add_on, interval) });
  }
  return plans;
}

function soldOf({ id, latest_version }: Awaited<ReturnType<Caller['plans']['create']>>, interval: Interval): Sold {
  const components = latest_version.components.map(({ pricing, interval: every, ...component }) => ({
    ...component,
    model: pricing.model,
    every,
  }));
  return { id, interval, components };
}

export type Offer = {
  /** Of each component, minor units for a whole period, or for a unit used. */
  fees: { component: SoldPlan['components'][number]; price: bigint; quantity: number }[];
  prices: {
    component_id: string;
    pricing: { model: 'flat'; amount: string } | { model: 'per_unit'; unit_amount: string };
  }[];
  quantities: { component_id: string; quantity: number }[];
};

const WHOLE = new Map(INTERVALS.map((interval) => [interval, wholeDays(interval, 1)]));

/** A fifth off, and a fifth of tax on what is left, is whole then as well. */
const FIFTHS = 25n;

/** Prices and quantities by chance; tidy prices have days of whole cents, so that nothing is lost in rounding. */
export function makeOffer(random: Random, { interval, components }: Sold, tidy: boolean): Offer {
  const offer: Offer = { fees: [], prices: [], quantities: [] };
  for (const component of components) {
    const { id: component_id, kind, model } = component;
    const isUsage = kind === 'usage';
    const whole = isUsage ? 1n : (WHOLE.get(component.every ?? interval) ?? 1n);
    const unit = tidy ? FIFTHS * whole : 1n;
    const minor = BigInt(random.int(0, isUsage ? 12 : tidy ? 20 : 60_000)) * unit;
    const quantity = model === 'flat' || isUsage ? 1 : random.int(0, 12);
    const text = `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
    offer.fees.push({ component, price: minor * BigInt(quantity), quantity });
    offer.prices.push({
      component_id,
      pricing: model === 'flat' ? { model: 'flat', amount: text } : { model: 'per_unit', unit_amount: text },
    });
    if (!isUsage && model !== 'flat') offer.quantities.push({ component_id, quantity });
  }
  return offer;
}
