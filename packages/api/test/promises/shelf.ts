import type { Interval } from '@revenue/billing-core/time';
import type { Caller } from '../kit/start-api.ts';
import { Random } from '../simulation/random.ts';
import { type Kind, priceOf } from './prices.ts';

export const METERS = [
  { code: 'sum', aggregation: 'sum' },
  { code: 'count', aggregation: 'count' },
  { code: 'max', aggregation: 'max' },
  { code: 'latest', aggregation: 'latest' },
  { code: 'unique', aggregation: 'unique_count', property: 'user' },
] as const;

type Component = { id: string; kind: Kind; model: string };
/** A plan or an add-on that is offered. */
export type Offered = { id: string; code: string; currency: string; interval: Interval; components: Component[] };
/** Billing cycles that bill before their periods begin, with plans that are known by then. */
export type Early = { billing_cycle_id: string; plans: Offered[] };
/** All that is offered in one currency. */
export type Shelf = { currency: string; plans: Offered[]; add_ons: Offered[]; early: Early[] };

/** Of components with a longer period of their own. */
const LONGER: Partial<Record<Interval, { interval?: Interval; interval_count?: number }[]>> = {
  month: [{ interval: 'year' }, { interval: 'quarter' }, { interval: 'month', interval_count: 2 }],
  week: [{ interval: 'week', interval_count: 3 }],
  quarter: [{ interval: 'year' }],
};

/** Plans and add-ons of all pricing models, by the day to the year, in advance and in arrear. */
export async function stock(
  caller: Caller,
  random: Random,
  currencies: readonly string[],
  plans: number,
): Promise<Shelf[]> {
  for (const meter of METERS) await caller.meters.create({ name: `Meter ${meter.code}`, ...meter });
  const shelves: Shelf[] = [];
  for (const currency of currencies) {
    const shelf: Shelf = { currency, plans: [], add_ons: [], early: [] };
    for (let at = 0; at < plans; at += 1)
      shelf.plans.push(await offer(caller, random, currency, { kind: 'plan', code: `plan-${currency}-${at}` }));
    for (let at = 0; at < 2; at += 1)
      shelf.add_ons.push(await offer(caller, random, currency, { kind: 'addon', code: `addon-${currency}-${at}` }));
    shelf.early = await stockEarly(caller, new Random(random.seed), currency);
    shelves.push(shelf);
  }
  return shelves;
}

const EARLY = ['month', 'week', 'month', 'quarter'] as const;
/** At most so many days before, of periods that long. */
const MOST_DAYS = { week: 6, month: 27, quarter: 60 };

/** One cycle by chance, with plans and an add-on of its length that are billed in advance. */
async function stockEarly(caller: Caller, random: Random, currency: string): Promise<Early[]> {
  const early: Early[] = [];
  for (const interval of random.chance(0.5) ? EARLY.slice(0, 2) : EARLY.slice(2)) {
    const { id } = await caller.billing_cycles.create({
      ...{ name: `Early by the ${interval} ${currency}`, interval, auto_send: random.chance(0.3) },
      issue_days_before: random.int(1, MOST_DAYS[interval]),
      alignment: random.pick(['calendar', 'anniversary'] as const),
    });
    const plans = [];
    for (let at = 0; at < 3; at += 1) {
      const code = `early-${interval}-${currency}-${at}`;
      plans.push(await offer(caller, random, currency, { kind: 'plan', code, early: interval }));
    }
    early.push({ billing_cycle_id: id, plans });
  }
  return early;
}

async function offer(
  caller: Caller,
  random: Random,
  currency: string,
  { kind, code, early }: { kind: 'plan' | 'addon'; code: string; early?: Interval },
): Promise<Offered> {
  const chosen =
    kind === 'addon' ? 'month' : random.pick<Interval>(['week', 'month', 'month', 'month', 'quarter', 'year']);
  const interval = early ?? chosen;
  const meters = kind === 'addon' ? METERS.slice(3) : METERS.slice(0, 3);
  const components = Array.from({ length: random.int(1, 3) }, (_, place) => {
    const isUsage = random.chance(0.3) && early === undefined;
    const own = random.chance(0.25) ? random.pick(LONGER[interval] ?? [{}]) : {};
    const name = `${isUsage ? 'Usage' : 'Fee'} ${place}`;
    const pricing = priceOf(random, currency, isUsage ? 'usage' : 'recurring');
    if (isUsage)
      return { kind: 'usage' as const, name, meter: meters[place % meters.length]?.code ?? '', pricing, ...own };
    const isBefore = random.chance(0.7) || early !== undefined;
    const timing = isBefore ? ('advance' as const) : ('arrear' as const);
    return { kind: 'recurring' as const, name, timing, pricing, ...own };
  });
  const setUp = { kind: 'one_time' as const, name: 'Set-up', pricing: priceOf(random, currency, 'one_time') };
  const trial_days = kind === 'plan' && random.chance(0.2) ? random.int(1, 40) : 0;
  const made = await caller.plans.create({
    code,
    name: code,
    kind,
    currency,
    interval,
    trial_days,
    components: random.chance(0.3) ? [...components, setUp] : components,
  });
  return {
    ...{ id: made.id, code, currency, interval },
    components: (made.latest_version?.components ?? []).map(({ id, kind: of, pricing: { model } }) => ({
      id,
      kind: of,
      model,
    })),
  };
}
