import { startOfDay } from '@revenue/billing-core/time';
import { expect } from 'vitest';
import type { TestApi } from '../kit/start-api.ts';
import { makeOffer, type SoldPlan } from './catalogue.ts';
import type { Random } from './random.ts';
import type { Subscriber } from './subscriber.ts';

export type World = { api: TestApi; random: Random; plans: readonly SoldPlan[]; subscribers: Subscriber[] };
type Command = (world: World, subscriber: Subscriber) => Promise<string | null>;

/** Tells it to end with its period. Before its first paid day there is no period to end with. */
const cancelAtPeriodEnd: Command = async ({ api }, subscriber) => {
  const { id, naive, ends } = subscriber;
  const today = subscriber.today(api.clock.now());
  // What is given back of longer fees at such an end is not said yet.
  if (ends !== null || today < naive.firstPaid || subscriber.hasLongerFees) return null;
  const { current_period } = await api.caller.subscriptions.update({ id, cancel_at_period_end: true });
  const on = naive.periodEnd({}, today);
  expect(current_period.end).toBe(on);
  subscriber.ends = { on, paid: on };
  return `cancel at period end, ${on}`;
};

const undoCancellation: Command = async ({ api }, subscriber) => {
  const { id, ends } = subscriber;
  const { cancel_at_period_end } = await api.caller.subscriptions.get({ id });
  if (ends === null || !cancel_at_period_end) return null;
  await api.caller.subscriptions.update({ id, cancel_at_period_end: false });
  const { expires } = subscriber;
  subscriber.ends = expires === null ? null : { on: expires, paid: expires };
  return 'undo the cancellation';
};

/** Another plan, or other prices and quantities of the same, now or with the next period; previewed first. */
const change: Command = async ({ api, random, plans }, subscriber) => {
  const { id, tidy, ends, naive } = subscriber;
  const today = subscriber.today(api.clock.now());
  const isCanceled = ends !== null && ends.on !== subscriber.expires;
  const plan = random.chance(0.4) && !isCanceled ? random.pick(plans) : subscriber.plan;
  const offer = makeOffer(random, plan, tidy);
  const when = random.pick(['now', 'now', 'period_end'] as const);
  // An end that lies before the boundary is first.
  if (when === 'period_end' && (ends !== null || today < naive.firstPaid)) return null;
  if (when === 'period_end' && subscriber.hasLongerFees) return null;
  const asked = { id, plan_id: plan.id, prices: offer.prices, quantities: offer.quantities, when };
  const preview = await api.caller.subscriptions.preview_change({ action: 'change', ...asked });
  const { change: done } = await api.caller.subscriptions.update(asked);
  expect(done).toMatchObject({ net: preview.net, effective_on: preview.effective_on, when });
  if (when === 'now') subscriber.changes(plan, offer, today);
  else subscriber.scheduled = { on: preview.effective_on, plan, offer };
  return `change to ${plan.interval} ${when} (${preview.effective_on}): ${offer.fees.map(({ price }) => price).join(', ')}`;
};

const isMidnight = (subscriber: Subscriber, now: Date) =>
  startOfDay(subscriber.today(now), subscriber.zone).getTime() === now.getTime();

const pause: Command = async ({ api, random }, subscriber) => {
  const { id, ends, expires } = subscriber;
  const now = api.clock.now();
  const today = subscriber.today(now);
  if (today < subscriber.start || (ends !== null && ends.on !== expires)) return null;
  const settle = random.pick(['credit', 'none'] as const);
  await api.caller.subscriptions.pause({ id, settle });
  subscriber.stops(today, settle === 'credit', isMidnight(subscriber, now));
  subscriber.state = 'paused';
  return `pause, ${settle}`;
};

const resume: Command = async ({ api, random }, subscriber) => {
  const { id, expires } = subscriber;
  const today = subscriber.today(api.clock.now());
  if (expires !== null && expires <= today) return null;
  const periods = random.pick(['align', 'align', 'restart'] as const);
  await api.caller.subscriptions.resume({ id, periods });
  subscriber.goesOn(today, periods);
  return `resume, ${periods}`;
};

const cancelNow: Command = async ({ api, random }, subscriber) => {
  const { id, state } = subscriber;
  const now = api.clock.now();
  const settle = random.pick(['credit', 'refund', 'none'] as const);
  await api.caller.subscriptions.cancel({ id, when: 'now', settle });
  if (state === 'paused' && settle !== 'none') subscriber.naive.giveBack(subscriber.today(now));
  subscriber.stops(subscriber.today(now), settle !== 'none', isMidnight(subscriber, now));
  subscriber.state = 'ended';
  return `cancel now, ${settle}`;
};

const PAUSED: readonly Command[] = [resume, resume, resume, resume, cancelNow];
const COMMANDS: readonly Command[] = [
  pause,
  pause,
  cancelNow,
  cancelAtPeriodEnd,
  undoCancellation,
  undoCancellation,
  change,
  change,
  change,
  change,
];

/** Drafts become final, some of them paid: what is given back of them later is a credit note. */
export async function finalizeSome({ api, random }: World): Promise<void> {
  const { data } = await api.caller.invoices.list({ status: 'draft', limit: 20 });
  for (const { id, total } of data) {
    if (!random.chance(0.4)) continue;
    await api.caller.invoices.update({ id, status: 'sent' });
    if (total > 0 && random.chance(0.5)) await api.caller.invoices.update({ id, status: 'paid' });
  }
}

/** Something that somebody asks of a subscription, by chance, and only what is possible. */
export async function command(world: World, subscriber: Subscriber): Promise<void> {
  const { random, api } = world;
  const asked = random.pick(subscriber.state === 'paused' ? PAUSED : COMMANDS);
  if (subscriber.state === 'ended') return;
  const what = await asked(world, subscriber);
  if (what !== null) subscriber.diary.push(`${api.clock.now().toISOString()} ${what}`);
}
