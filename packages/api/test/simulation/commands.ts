import { addDays, startOfDay } from '@revenue/billing-core/time';
import { expect } from 'vitest';
import type { TestApi } from '../kit/start-api.ts';
import { makeOffer, type Offer, type SoldPlan } from './catalogue.ts';
import type { Random } from './random.ts';
import type { Subscriber } from './subscriber.ts';

export type World = {
  api: TestApi;
  random: Random;
  plans: readonly SoldPlan[];
  subscribers: Subscriber[];
  /** One part of so many of what is charged, contained in it or on top. */
  tax: { inclusive: boolean; of: bigint };
};
type Command = (world: World, subscriber: Subscriber) => Promise<string | null>;

const SETTLES = ['credit', 'refund', 'none'] as const;

/** Tells it to end with its period. Before its first paid day there is no period to end with. */
const cancelAtPeriodEnd: Command = async ({ api, random }, subscriber) => {
  const { id, naive, ends, expires } = subscriber;
  const today = subscriber.today(api.clock.now());
  if (ends !== null || today < naive.firstPaid) return null;
  const settle = random.pick(SETTLES);
  const { current_period } = await api.caller.subscriptions.cancel({ id, when: 'period_end', settle });
  const on = naive.periodEnd({}, today);
  expect(current_period.end).toBe(on);
  if (expires === null || on < expires) subscriber.endsOn(on, today, settle !== 'none');
  return `cancel at period end, ${on}, ${settle}`;
};

/** Tells it to end on a day to come. */
const cancelOnDay: Command = async ({ api, random }, subscriber) => {
  const { id, naive, ends, expires } = subscriber;
  const today = subscriber.today(api.clock.now());
  const on = addDays(today, random.int(1, 70));
  if ((ends !== null && ends.on !== expires) || (expires !== null && on >= expires) || today < naive.firstPaid)
    return null;
  const settle = random.pick(SETTLES);
  await api.caller.subscriptions.cancel({ id, on, settle });
  subscriber.endsOn(on, today, settle !== 'none');
  // What it gives back then is of what there is today.
  return `cancel on ${on}, ${settle}`;
};

const undoCancellation: Command = async ({ api }, subscriber) => {
  const { id, ends, expires, naive } = subscriber;
  if (ends === null || ends.on === expires) return null;
  // A period that was cut goes on with a charge of its own, which may be one without a discount.
  if (naive.discount?.until != null) return null;
  await api.caller.subscriptions.undo_cancellation({ id });
  subscriber.ends = subscriber.expiry();
  return 'undo the cancellation';
};

/** Another plan, or other prices and quantities of the same, now or with the next period; previewed first. */
const change: Command = async ({ api, random, plans }, subscriber) => {
  const { id, tidy, ends, naive } = subscriber;
  const today = subscriber.today(api.clock.now());
  const isCanceled = ends !== null && ends.on !== subscriber.expires;
  const plan = random.chance(0.4) && !isCanceled ? random.pick(plans) : subscriber.plan;
  const isSame = plan === subscriber.plan;
  const made = makeOffer(random, plan, tidy);
  // Add-ons stay with their plan.
  const kept = isSame ? addedOf(subscriber).fees : [];
  const offer = { ...made, fees: [...made.fees, ...kept] };
  const when = random.pick(['now', 'now', 'period_end'] as const);
  // An end that lies before the boundary is first.
  if (when === 'period_end' && (ends !== null || today < naive.firstPaid)) return null;
  if (when === 'period_end' && subscriber.hasLongerFees) return null;
  const other = isSame ? {} : { plan_id: plan.id, add_ons: [] };
  const asked = { id, ...other, prices: offer.prices, quantities: offer.quantities, when };
  const preview = await api.caller.subscriptions.preview_change({ action: 'change', ...asked });
  const { change: done } = await api.caller.subscriptions.update(asked);
  expect(done).toMatchObject({ net: preview.net, effective_on: preview.effective_on, when });
  if (when === 'now') subscriber.changes(plan, offer, today);
  else subscriber.scheduled = { on: preview.effective_on, plan, offer };
  return `change to ${plan.interval} ${when} (${preview.effective_on}): ${offer.fees.map(({ price }) => price).join(', ')}`;
};

/** What it has of the add-on. */
function addedOf({ offer, plan }: Subscriber): Pick<Offer, 'fees'> {
  const ids = new Set(plan.add_on.components.map(({ id }) => id));
  return { fees: offer.fees.filter(({ component }) => ids.has(component.id)) };
}

/** Takes the add-on, or leaves it. */
const addOn: Command = async ({ api, random }, subscriber) => {
  const { id, tidy, plan, ends, naive } = subscriber;
  const today = subscriber.today(api.clock.now());
  const added = addedOf(subscriber).fees;
  const when = random.pick(['now', 'now', 'period_end'] as const);
  if (when === 'period_end' && (ends !== null || today < naive.firstPaid || subscriber.hasLongerFees)) return null;
  const more = added.length > 0 ? null : makeOffer(random, plan.add_on, tidy);
  const wanted = more === null ? { add_ons: [] } : { add_ons: [{ plan_id: plan.add_on.id }], ...withoutFees(more) };
  const { change: done } = await api.caller.subscriptions.update({ id, when, ...wanted });
  const fees = subscriber.offer.fees.filter((fee) => !added.includes(fee));
  const offer = { ...subscriber.offer, fees: [...fees, ...(more?.fees ?? [])] };
  if (when === 'now') subscriber.changes(plan, offer, today);
  else subscriber.scheduled = { on: done?.effective_on ?? '', plan, offer };
  return `${more === null ? 'leaves' : 'takes'} the add-on ${when}: ${(more ?? { fees: added }).fees.map(({ price }) => price)}`;
};

const withoutFees = ({ prices, quantities }: Offer) => ({ prices, quantities });

const isMidnight = (subscriber: Subscriber, now: Date) =>
  startOfDay(subscriber.today(now), subscriber.zone).getTime() === now.getTime();

const pause: Command = async ({ api, random }, subscriber) => {
  const { id, ends, expires } = subscriber;
  const now = api.clock.now();
  const today = subscriber.today(now);
  if (today < subscriber.start || (ends !== null && ends.on !== expires)) return null;
  const settle = random.pick(['credit', 'none'] as const);
  const until = random.chance(0.5) ? addDays(today, random.int(1, 90)) : null;
  const resumes_on = until !== null && (expires === null || until < expires) ? until : undefined;
  await api.caller.subscriptions.pause({ id, settle, resumes_on });
  subscriber.stops(today, settle === 'credit', isMidnight(subscriber, now));
  subscriber.state = 'paused';
  subscriber.resumes = resumes_on ?? null;
  return `pause, ${settle}, until ${resumes_on ?? 'told'}`;
};

const resume: Command = async ({ api, random }, subscriber) => {
  const { id, expires } = subscriber;
  const today = subscriber.today(api.clock.now());
  if (expires !== null && expires <= today) return null;
  const periods = random.pick(['align', 'align', 'restart'] as const);
  await api.caller.subscriptions.resume({ id, periods });
  subscriber.isUnpaid = false;
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
  cancelOnDay,
  undoCancellation,
  undoCancellation,
  change,
  change,
  change,
  change,
  addOn,
  addOn,
  addOn,
];

/**
 * Drafts become final, and most of them are paid, sooner or later: what is given back of them is a credit note. Some
 * customers are given credit, which pays what becomes final then.
 */
export async function finalizeSome({ api: { caller }, random, subscribers }: World): Promise<void> {
  const drafts = await caller.invoices.list({ status: 'draft', limit: 20 });
  const overdue = await caller.invoices.list({ status: 'overdue', limit: 20 });
  for (const { id } of drafts.data) {
    if (!random.chance(0.5)) continue;
    const { amount_due } = await caller.invoices.update({ id, status: 'sent' });
    if (amount_due > 0 && random.chance(0.6)) await caller.invoices.update({ id, status: 'paid' });
  }
  for (const { id } of overdue.data) if (random.chance(0.5)) await caller.invoices.update({ id, status: 'paid' });
  if (subscribers.length === 0 || random.chance(0.7)) return;
  const { customer_id } = random.pick(subscribers);
  await caller.account_credits.adjust({ id: customer_id, amount: random.int(1, 900), reason: 'Goodwill' });
}

/** Something that somebody asks of a subscription, by chance, and only what is possible. */
export async function command(world: World, subscriber: Subscriber): Promise<void> {
  const { random, api } = world;
  const asked = random.pick(subscriber.state === 'paused' ? PAUSED : COMMANDS);
  if (subscriber.state === 'ended') return;
  const what = await asked(world, subscriber);
  if (what !== null) subscriber.diary.push(`${api.clock.now().toISOString()} ${what}`);
}
