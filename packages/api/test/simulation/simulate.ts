import type { TestApi } from '../kit/start-api.ts';
import { makeCatalogue } from './catalogue.ts';
import { command, finalizeSome, type World } from './commands.ts';
import { expectAllWell } from './compare.ts';
import { followGrace, GRACE_DAYS } from './grace.ts';
import { Random } from './random.ts';
import { type Manner, tick } from './runs.ts';
import { enrol } from './subscriber.ts';

export type Size = { seed: number; subscriptions: number; years: number };

const DAY = 86_400_000;
const MANNERS: Manner[] = ['plain', 'plain', 'plain', 'twice', 'previewed'];

/**
 * Subscriptions live for some years: customers ask for things, the clock moves on by days and hours, billing runs come when
 * they come, and once a year not for forty days. Every month all invariants are checked, and what everybody was charged is
 * compared with what the days cost.
 */
export async function simulate(api: TestApi, { seed, subscriptions, years }: Size): Promise<void> {
  const random = new Random(seed);
  const inclusive = random.chance(0.5);
  await api.caller.tenants.update({ country: 'US', tax_name: 'VAT', tax_percent: 20, prices_include_tax: inclusive });
  await api.caller.subscription_policy.update({ grace_days: GRACE_DAYS, after_grace: 'pause' });
  const tax = { inclusive, of: inclusive ? 6n : 5n };
  const world: World = { api, random, plans: await makeCatalogue(api.caller), subscribers: [], tax };
  const begin = api.clock.now().getTime();
  const end = begin + years * 365 * DAY;
  // Whom a kill meets is chance, but that one comes each year is not.
  const kills = Array.from(
    { length: Math.ceil(years) },
    (_, year) => begin + (year + 0.2 + random.next() / 2) * 365 * DAY,
  );
  const isDown = (at: number) => (at - begin) % (365 * DAY) > 200 * DAY && (at - begin) % (365 * DAY) < 240 * DAY;
  let ranAt = begin;
  let checkedAt = begin;
  for (let now = begin; now < end; now += random.int(1, 7) * DAY + random.int(0, 86_399) * 1000) {
    if (isDown(now)) continue;
    api.clock.moveTo(new Date(now));
    await sendUsage(world);
    const isKilled = kills[0] !== undefined && kills[0] <= now;
    await tick(api, isKilled ? 'killed' : random.pick(MANNERS));
    if (isKilled) kills.shift();
    ranAt = now;
    for (const subscriber of world.subscribers) subscriber.passes(new Date(now));
    await followGrace(world);
    if (await arrive(world, subscriptions, (now - begin) / (end - begin))) await tick(api, 'plain');
    for (const subscriber of world.subscribers) if (random.chance(0.06)) await command(world, subscriber);
    if (random.chance(0.3)) await finalizeSome(world);
    if (now - checkedAt < 30 * DAY) continue;
    await expectAllWell(world, new Date(ranAt));
    checkedAt = now;
  }
  await expectAllWell(world, new Date(ranAt));
}

/** Half of the customers are there when it begins, the others come in the first half of the time. */
async function arrive(world: World, subscriptions: number, passed: number): Promise<boolean> {
  const before = world.subscribers.length;
  const expected = Math.min(subscriptions, Math.ceil(subscriptions * (0.5 + passed)));
  while (world.subscribers.length < expected) {
    const subscriber = await enrol(world.api, world.random, world.plans, world.subscribers.length);
    subscriber.passes(world.api.clock.now());
    world.subscribers.push(subscriber);
  }
  await sendUsage(world);
  return world.subscribers.length > before;
}

async function sendUsage({ api, subscribers }: World): Promise<void> {
  const records = subscribers.flatMap((subscriber) => subscriber.calls(api.clock.now()));
  for (let at = 0; at < records.length; at += 1000)
    await api.caller.usage.record({ records: records.slice(at, at + 1000) });
}
