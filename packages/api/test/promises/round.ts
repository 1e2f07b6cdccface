import { localDateAt, startOfDay } from '@revenue/billing-core/time';
import { checkInvariants } from '@revenue/db/invariants';
import { executeBillingRun } from '../../src/billing-runs/execute-billing-run.ts';
import { startBillingRun } from '../../src/billing-runs/start-billing-run.ts';
import { careForTenant } from '../../src/subscriptions/lifecycle/care-for-subscriptions.ts';
import type { TestApi, TestTenant } from '../kit/start-api.ts';
import { Random } from '../simulation/random.ts';
import { ask, elsewhere, MODES } from './asked.ts';
import { expectEnded, expectKept, keep, type PlannedInvoice, type Preview } from './compare.ts';
import { type Shelf, stock } from './shelf.ts';
import { makeCustomer, type Protagonist, type Story, USED_DAYS } from './stories.ts';

const BEGINS = ['2027-01-20T09:17:00Z', '2028-01-20T21:40:00Z', '2028-08-30T00:00:00Z', '2027-10-05T12:00:00Z'];
const DAY = 86_400_000;
/** So long a life is looked at when all of its story has happened. */
const AFTERWARDS = 62 * DAY;

/** A subscription that lives through its story, with what is promised of it as it stands. */
interface Life extends Protagonist {
  story: Story;
  id: string | null;
  /** How many steps are done. */
  done: number;
  next_at: number;
  /** The invoices that runs will make next; null while nobody has said. */
  promises: PlannedInvoice[] | null;
  /** What the preview of an end to come showed, while nothing else has happened. */
  ending: Preview | null;
  /** When it ends, or goes on, by itself. */
  turns_at: number;
  /** It is paused because it owes. */
  is_stopped: boolean;
  diary: string[];
  broken: Error | null;
}

export interface Round {
  seed: number;
  stories: Story[];
  plans: number;
}
export interface Outcome {
  lives: Pick<Life, 'story' | 'diary' | 'broken' | 'done'>[];
  /** What was asked for, and what was refused. */
  tally: Record<string, number>;
}

interface World {
  api: TestApi;
  tenant: TestTenant;
  random: Random;
  lives: Life[];
  tally: Record<string, number>;
  /** A run could not bill somebody, so that what runs come to is not what their previews say any more. */
  has_failed: boolean;
}

/**
 * Lets stories happen to one company: at each instant at which something is asked for or promised, the run comes first,
 * previewed now and then, and is held to what was promised; then what is asked for is previewed, done and compared.
 */
export async function liveThrough(api: TestApi, { seed, stories, plans }: Round, name: string): Promise<Outcome> {
  const random = new Random(seed);
  const begin = Date.parse(random.pick(BEGINS));
  api.clock.moveTo(new Date(begin));
  const tenant = await api.addTenant(name);
  await settle(tenant, random);
  const shelves = await stock(
    tenant.caller,
    random,
    random.pick([['USD', 'JPY', 'KWD'], ['EUR'], ['USD', 'KWD']]),
    plans,
  );
  const lives = [];
  for (const story of stories) lives.push(await beginLife(tenant, shelves, story, begin));
  // Nothing is taken of the future, so it is sent from there.
  api.clock.moveTo(new Date(begin + USED_DAYS * DAY));
  const records = lives.flatMap(({ usage }) => usage);
  for (let at = 0; at < records.length; at += 1000)
    await tenant.caller.usage.record({ records: records.slice(at, at + 1000) });
  api.clock.moveTo(new Date(begin));
  const world: World = { api, tenant, random, lives, tally: {}, has_failed: false };
  for (let now = nextInstant(world); now !== null; now = nextInstant(world)) {
    api.clock.moveTo(new Date(now));
    await bill(world, new Date(now));
    for (const life of lives)
      while (life.next_at <= now && life.broken === null) {
        await attempt(life, () => step(world, life));
        if (life.story.steps[life.done]?.isHasty !== true) break;
      }
  }
  await blameBroken(world);
  return { lives, tally: world.tally };
}

/** Whose invariants do not hold has a story to look at. */
async function blameBroken({ api, tenant, lives }: World): Promise<void> {
  const broken = (await checkInvariants(api.db)).filter(({ tenant_id }) => tenant_id === tenant.tenant_id);
  for (const each of broken) {
    const said = `an invariant does not hold: ${JSON.stringify(each)}`;
    const { rows } = await tenant.ctx.db.withTenantSql(tenant.tenant_id, (client) =>
      client.query(
        `SELECT subscription_id::text AS id FROM subscription_items
          WHERE tenant_id = $1 AND position(id::text IN $2) + position(subscription_id::text IN $2) > 0`,
        [tenant.tenant_id, each.detail],
      ),
    );
    const life = lives.find(({ id }) => rows.some((row) => row.id === id));
    if (life === undefined) throw new Error(said);
    life.broken ??= new Error(said);
  }
}

/** What the company has decided, by chance. */
async function settle({ caller }: TestTenant, random: Random): Promise<void> {
  const prices_include_tax = random.chance(0.4);
  await caller.tenants.update({
    ...{ country: 'DE', tax_name: 'VAT', tax_percent: random.pick([19, 7.7, null]), prices_include_tax },
  });
  await caller.subscription_policy.update({
    proration: random.chance(0.4) ? 'day_half_open' : random.pick(MODES),
    downgrade: random.pick(['period_end', 'now'] as const),
    credit_cap: random.pick(['billed', 'paid'] as const),
    new_period: random.pick(['restart', 'align'] as const),
    invoicing: random.pick(['now', 'next_invoice'] as const),
  });
}

async function beginLife({ caller }: TestTenant, shelves: readonly Shelf[], story: Story, now: number): Promise<Life> {
  const made = await makeCustomer(caller, shelves, story, new Date(now));
  const fields = {
    story,
    id: null,
    done: 0,
    next_at: now + (story.seed % 20) * DAY,
    promises: null,
    ending: null,
    turns_at: Infinity,
    is_stopped: false,
  };
  return { ...made, ...fields, diary: [], broken: null };
}

function nextInstant({ lives, api }: World): number | null {
  const now = api.clock.now().getTime();
  const ahead = lives
    .filter(({ broken }) => broken === null)
    .flatMap(({ next_at, turns_at, promises }) => [
      next_at,
      ...(next_at === Infinity ? [] : [dueOf(promises), turns_at]),
    ])
    .filter((at) => at >= now && at !== Infinity);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

function dueOf(promises: PlannedInvoice[] | null): number {
  const [next] = promises ?? [];
  return next === undefined ? Infinity : Date.parse(next.bills_at);
}

/** What goes wrong in one life is its own. */
async function attempt(life: Life, what: () => Promise<void>): Promise<void> {
  await what().catch((error: Error) => {
    life.broken = error;
  });
}

async function begin({ tenant: { caller }, api }: World, life: Life): Promise<void> {
  const now = api.clock.now();
  const preview = await caller.subscriptions.preview(life.asked);
  const { id, version: _, created_at: __, updated_at: ___, ...made } = await caller.subscriptions.create(life.asked);
  life.id = id;
  life.diary.push(`${now.toISOString()} subscribes: ${JSON.stringify({ ...life.asked, zone: life.zone })}`);
  expectKept('the subscription that was previewed', preview.subscription, made);
  life.promises = preview.invoices;
  life.next_at = now.getTime() + (life.story.steps[0]?.after ?? AFTERWARDS);
}

/** Nobody looks at it any more. */
const leave = (life: Life) => Object.assign(life, { next_at: Infinity, promises: null, turns_at: Infinity });

async function step(world: World, life: Life): Promise<void> {
  const { tenant, api } = world;
  const now = api.clock.now();
  const { story, shelf, zone } = life;
  if (life.id === null) return begin(world, life);
  const current = story.steps[life.done];
  if (current === undefined) return void leave(life);
  const random = new Random(current.dice);
  const subscription = await tenant.caller.subscriptions.get({ id: life.id });
  // Of one that has ended, little can be asked.
  if (subscription.ended_at !== null && random.chance(0.7)) return void leave(life);
  life.done += 1;
  life.next_at = now.getTime() + (story.steps[life.done]?.after ?? AFTERWARDS);
  const beside = await elsewhere(random, tenant.caller, subscription, shelf);
  for (const each of beside) life.diary.push(`${now.toISOString()} ${each}`);
  const asked = ask(random, await tenant.caller.subscriptions.get({ id: life.id }), shelf, localDateAt(now, zone));
  life.diary.push(`${now.toISOString()} ${JSON.stringify(asked)}`);
  const preview = await keep(tenant, life.id, asked);
  if (preview === null) life.diary.push('  refused');
  const kind = `${asked.action} ${preview?.when ?? 'refused'}`;
  world.tally[kind] = (world.tally[kind] ?? 0) + 1;
  life.ending = asked.action === 'cancel' && preview?.when === 'period_end' ? preview : null;
  await foresee(tenant, life);
}

/** What is promised as it stands, and when it turns by itself. */
async function foresee({ caller }: TestTenant, life: Life): Promise<void> {
  const id = life.id ?? '';
  const { invoice } = await caller.subscriptions.upcoming_invoice({ id });
  life.promises = invoice === null ? [] : [invoice];
  const { ends_on, resumes_on, ended_at } = await caller.subscriptions.get({ id });
  const day = ended_at === null ? [ends_on, resumes_on].filter((on) => on !== null).sort()[0] : undefined;
  life.turns_at = day === undefined ? Infinity : startOfDay(day, life.zone).getTime();
}

/** It has turned by itself: what the run makes of it next is promised by nobody, but what an end comes to may be. */
async function turn(tenant: TestTenant, life: Life): Promise<void> {
  const { ending } = life;
  life.ending = null;
  const id = life.id ?? '';
  const { status } = await tenant.caller.subscriptions.get({ id });
  await foresee(tenant, life);
  if (life.turns_at <= tenant.ctx.clock.now().getTime()) throw new Error(`it did not turn, and is ${status}`);
  if (ending === null || status !== 'canceled') return;
  // What ends with its period and gives nothing back is ended by the run.
  if (ending.invoice !== null || ending.credit_notes.length > 0) await expectEnded(tenant, id, ending);
  life.diary.push('  ended as its preview showed');
}

/** The hourly tick, for this company: what it bills is what was promised, and what its preview said. */
async function bill(world: World, now: Date): Promise<void> {
  const { tenant, random, lives } = world;
  const { ctx, caller } = tenant;
  const preview = random.chance(0.3) ? await caller.billing_runs.preview({}) : null;
  if (preview === null || preview.subscriptions_total > 0) {
    const { id } = await startBillingRun(ctx, { allow_future: false }, { trigger: 'schedule', covers: 'everything' });
    await executeBillingRun(ctx, id);
    const run = await caller.billing_runs.get({ id });
    if (run.status !== 'completed') throw new Error(`a run failed: ${JSON.stringify(run)}`);
    for (const fault of run.errors) blame(world, fault, now);
    if (preview !== null && !world.has_failed) expectKept('the run', preview.totals, run.totals);
    await holdRun(world, id, now, preview?.customers);
  }
  await careForTenant(ctx);
  const stopped = await stoppedForArrears(tenant);
  for (const life of lives) {
    if (life.id === null || life.broken !== null) continue;
    const was_stopped = life.is_stopped;
    life.is_stopped = stopped.has(life.id);
    // Of what is not paid no preview knew.
    if (life.is_stopped && !was_stopped) await attempt(life, () => turn(tenant, Object.assign(life, { ending: null })));
    else if (life.turns_at <= now.getTime()) await attempt(life, () => turn(tenant, life));
    else if (dueOf(life.promises) <= now.getTime()) await attempt(life, () => refresh(tenant, life));
  }
}

/** Those whose time of grace is over, so that nothing is charged while they owe. */
async function stoppedForArrears({ ctx, tenant_id }: TestTenant): Promise<Set<string>> {
  const { rows } = await ctx.db.withTenantSql(tenant_id, (client) =>
    client.query(
      `SELECT id FROM subscriptions WHERE tenant_id = $1 AND status = 'paused' AND pause_reason = 'unpaid'`,
      [tenant_id],
    ),
  );
  return new Set(rows.map(({ id }) => id as string));
}

type Fault = Awaited<ReturnType<TestTenant['caller']['billing_runs']['get']>>['errors'][number];

/** Whom a run could not bill has a story to look at; later runs try again. */
function blame(world: World, fault: Fault, now: Date): void {
  world.has_failed = true;
  const life = world.lives.find(({ customer_id }) => customer_id === fault.customer_id);
  if (life === undefined) throw new Error(`a run failed for nobody: ${JSON.stringify(fault)}`);
  if (life.broken !== null) return;
  life.diary.push(`${now.toISOString()} could not be billed`);
  life.broken = new Error(`the run could not bill it: ${fault.code}: ${fault.message}`);
}

type InRun = Awaited<ReturnType<TestTenant['caller']['billing_runs']['preview']>>['customers'];

async function holdRun(
  { tenant: { caller }, lives }: World,
  billing_run_id: string,
  now: Date,
  shown?: InRun,
): Promise<void> {
  const { data } = await caller.invoices.list({ billing_run_id, limit: 100 });
  const made = new Map(data.map((invoice) => [invoice.customer_id, invoice]));
  for (const life of lives) {
    if (life.id === null || life.broken !== null || life.promises === null) continue;
    const summary = made.get(life.customer_id);
    const promise = dueOf(life.promises) <= now.getTime() ? life.promises[0] : undefined;
    if (summary === undefined && promise === undefined) continue;
    await attempt(life, async () => {
      const invoice = summary === undefined ? null : await caller.invoices.get({ id: summary.id });
      const { bills_at: _, usage_so_far: __, ...planned } = promise ?? { bills_at: '', usage_so_far: false };
      life.diary.push(`${now.toISOString()} billed ${invoice?.total}`);
      // Of what is billed before the end, the end may give back as well.
      if (life.turns_at > now.getTime()) life.ending = null;
      expectKept('what the run made', promise === undefined ? null : planned, invoice);
      if (shown !== undefined && summary !== undefined)
        expectKept(
          'the customer of the run',
          shown.find(({ customer_id }) => customer_id === life.customer_id)?.total,
          summary.total,
        );
    });
  }
}

/** One promise is kept; what comes then is what was promised to come second, and what is promised now. */
async function refresh(tenant: TestTenant, life: Life): Promise<void> {
  const [, second] = life.promises ?? [];
  await foresee(tenant, life);
  if (second !== undefined) expectKept('the second invoice', second, life.promises?.[0]);
}
