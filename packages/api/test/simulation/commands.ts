import { expect } from 'vitest';
import type { TestApi } from '../kit/start-api.ts';
import type { SoldPlan } from './catalogue.ts';
import type { Random } from './random.ts';
import type { Subscriber } from './subscriber.ts';

export type World = { api: TestApi; random: Random; plans: readonly SoldPlan[]; subscribers: Subscriber[] };
type Command = (world: World, subscriber: Subscriber) => Promise<string | null>;

/** Tells it to end with its period. Before its first paid day there is no period to end with. */
const cancelAtPeriodEnd: Command = async ({ api }, subscriber) => {
  const { id, naive, ends } = subscriber;
  const today = subscriber.today(api.clock.now());
  if (ends !== null || today < naive.firstPaid) return null;
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
  subscriber.ends = null;
  return 'undo the cancellation';
};

const COMMANDS: readonly Command[] = [cancelAtPeriodEnd, undoCancellation, undoCancellation];

/** Something that somebody asks of a subscription, by chance, and only what is possible. */
export async function command(world: World, subscriber: Subscriber): Promise<void> {
  const { random, api } = world;
  const asked = random.pick(COMMANDS);
  if (subscriber.state !== 'live') return;
  const what = await asked(world, subscriber);
  if (what !== null) subscriber.diary.push(`${api.clock.now().toISOString()} ${what}`);
}
