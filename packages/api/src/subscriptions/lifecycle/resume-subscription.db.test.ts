import { setTimeout as sleep } from 'node:timers/promises';
import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../../test/kit/start-api.ts';
import { billCustomer, invoicesOf, makeCustomer } from '../../../test/kit/who-is-billed.ts';
import { makePlan, tickAt } from '../../../test/kit/worker-tick.ts';
import { careForSubscriptions, careForTenant } from './care-for-subscriptions.ts';

let api: TestApi;
let plans: { basic: string; pro: string; late: string };

beforeAll(async () => {
  api = await startApi({ now: '2027-01-01T00:00:00Z' });
  const fee = (name: string, timing: 'advance' | 'arrear') =>
    ({ kind: 'recurring', name, timing, pricing: { model: 'flat', amount: 30 } }) as const;
  const components = [fee('Base', 'advance'), fee('Late', 'arrear')];
  const late = await api.caller.plans.create({ code: 'late', name: 'Late', currency: 'USD', components });
  plans = { basic: await makePlan(api, 'basic', 310), pro: await makePlan(api, 'pro', 620), late: late.id };
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

const customer = (email?: string) => makeCustomer(api, email);
const runFor = (customer_id: string) => billCustomer(api, customer_id);
const tick = (now: string) => tickAt(api, now);

const invoices = (customer_id: string) => invoicesOf(api, customer_id);

describe('a subscription that pauses', () => {
  it('a pause makes nobody forget that an invoice is overdue', async () => {
    api.clock.moveTo('2027-10-01T00:00:00Z');
    const customer_id = await customer();
    const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
    await runFor(customer_id);
    for (const invoice of await invoices(customer_id))
      await api.caller.invoices.update({ id: invoice.id, status: 'sent' });
    await tick('2027-10-20T00:30:00Z');
    expect((await api.caller.subscriptions.get({ id })).status).toBe('past_due');
    await api.rest('POST', `/api/subscriptions/${id}/pause`, { body: {} });
    await api.rest('POST', `/api/subscriptions/${id}/resume`, { body: {} });
    expect(await api.caller.subscriptions.get({ id })).toMatchObject({
      status: 'past_due',
      grace_ends_at: '2027-10-30T00:00:00.000Z',
    });
  });

  it('until somebody ends the pause is not taken in hand by the hour', async () => {
    api.clock.moveTo('2027-11-01T00:00:00Z');
    const email = 'bo@example.com';
    const customer_id = (await api.caller.customers.create({ name: 'Bo', email, country: 'US' })).id;
    const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
    await runFor(customer_id);
    await api.caller.subscriptions.pause({ id, settle: 'none' });
    const cared = await api.db.withTenant(api.tenant_id, async (tx) => {
      await tx.$queryRaw`SELECT FROM subscriptions WHERE tenant_id = ${api.tenant_id}::uuid AND id = ${id}::uuid FOR UPDATE`;
      const care = careForSubscriptions(api.services).then(() => 'without it' as const);
      return Promise.race([care, sleep(5_000).then(() => 'waits for it' as const)]);
    });
    expect(cared).toBe('without it');
  });

  it('is resumed on its day whatever fails for another', async () => {
    api.clock.moveTo('2028-01-01T00:00:00Z');
    const email = 'cy@example.com';
    const customer_id = (await api.caller.customers.create({ name: 'Cy', email, country: 'US' })).id;
    const make = async () => (await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic })).id;
    const [broken, whole] = [await make(), await make()];
    await runFor(customer_id);
    for (const id of [broken, whole])
      await api.caller.subscriptions.pause({ id, settle: 'none', resumes_on: '2028-01-11' });
    api.clock.moveTo('2028-01-11T10:00:00Z');
    // Something that no rule of ours foresees, in the way of one alone.
    const withTenant: typeof api.db.withTenant = (tenant, fn) =>
      api.db.withTenant(tenant, async (tx) => {
        const done = await fn(tx);
        const [row] = await tx.$queryRaw<
          { status: string }[]
        >`SELECT status FROM subscriptions WHERE id = ${broken}::uuid`;
        if (row?.status === 'active') throw new Error('nobody foresaw this');
        return done;
      });
    const care = careForTenant({ ...api.ctx, db: { ...api.ctx.db, withTenant } });
    await expect(care).rejects.toThrow('1 steps failed');
    const statuses = async () =>
      Promise.all([broken, whole].map(async (id) => (await api.caller.subscriptions.get({ id })).status));
    expect(await statuses()).toEqual(['paused', 'active']);
    await careForTenant(api.ctx);
    expect(await statuses()).toEqual(['active', 'active']);
  });
});

type Step = 'dearer' | 'pause' | 'resume' | 'restart';
const TWICE: Step[] = ['pause', 'resume', 'pause', 'resume'];
const FIRST_HALF = 'Late 06-01 06-15 14.42';
const HOURS = 'Late 06-15 06-16 0.17';

describe('a resumption on the day of the pause', () => {
  // By seconds some hours of the fifteenth are charged, and then all from the hour of the last resumption on: by another item each time.
  it.each<{ proration: 'second' | 'day_inclusive'; asked: Step[]; late: string[]; base: number }>([
    {
      ...{ proration: 'second', asked: ['dearer', ...TWICE], base: 29.84 },
      late: [HOURS, FIRST_HALF, HOURS, 'Late 06-15 07-01 30.5'],
    },
    {
      ...{ proration: 'second', asked: ['dearer', 'pause', 'restart'], base: 43.92 },
      late: [HOURS, FIRST_HALF, 'Late 06-15 07-15 58.83'],
    },
    {
      ...{ proration: 'day_inclusive', asked: ['dearer', ...TWICE], base: 30 },
      late: ['Late 06-15 06-16 2', 'Late 06-01 06-15 14', 'Late 06-16 07-01 30'],
    },
  ])('is billed on, by $proration after $asked', async ({ proration, asked, late, base }) => {
    api.clock.moveTo('2030-06-01T00:00:00Z');
    await api.caller.subscription_policy.update({ proration });
    const customer_id = await customer(`${proration.slice(0, 3)}.${asked.join('.')}@example.com`);
    const { id, items } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.late });
    await runFor(customer_id);
    const component_id = items.find(({ name }) => name === 'Late')?.component_id ?? '';
    const prices = [{ component_id, pricing: { model: 'flat', amount: 60 } as const }];
    const does: Record<Step, () => Promise<unknown>> = {
      dearer: () => api.caller.subscriptions.update({ id, prices, when: 'now' }),
      pause: () => api.caller.subscriptions.pause({ id, settle: 'credit' }),
      resume: () => api.caller.subscriptions.resume({ id }),
      restart: () => api.caller.subscriptions.resume({ id, periods: 'restart' }),
    };
    for (const [at, step] of asked.entries()) {
      api.clock.moveTo(new Date(`2030-06-15T${10 + at * 2}:00:00Z`));
      await does[step]();
    }
    const { end } = (await api.caller.subscriptions.get({ id })).current_period;
    api.clock.moveTo(`${end}T10:00:00Z`);
    await runFor(customer_id);
    expect((await api.caller.subscriptions.get({ id })).current_period.start).toBe(end);
    const lines = await linesOf(customer_id);
    expect(lines.filter(({ told }) => told.startsWith('Late')).map(({ told }) => told)).toEqual(late);
    const ofJune = lines.filter(({ told, from }) => told.startsWith('Base') && from !== end);
    expect(ofJune.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(base, 6);
  });
});

async function linesOf(customer_id: string) {
  const made = (await invoices(customer_id)).reverse();
  const whole = await Promise.all(made.map(({ id }) => api.caller.invoices.get({ id })));
  return whole.flatMap(({ items }) =>
    items.map(({ description, amount, service_period }) => {
      const [from = '', to = ''] = [service_period?.start, service_period?.end];
      return { amount, from, told: `${description} ${from.slice(5)} ${to.slice(5)} ${amount}` };
    }),
  );
}

it('an end in a pause gives back from its day on, as its preview said, however late the worker looks', async () => {
  api.clock.moveTo('2029-01-01T00:00:00Z');
  const fee = (name: string, more: object) =>
    ({ kind: 'recurring', name, timing: 'advance', pricing: { model: 'flat', amount: 365 }, ...more }) as const;
  const components = [fee('Base', {}), fee('Domain', { interval: 'year' })];
  const plan = await api.caller.plans.create({ code: 'domain', name: 'Domain', currency: 'USD', components });
  const customer_id = await customer('late@example.com');
  const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plan.id });
  await runFor(customer_id);
  for (const invoice of await invoices(customer_id))
    await api.caller.invoices.update({ id: invoice.id, status: 'sent' });
  api.clock.moveTo('2029-01-10T00:00:00Z');
  await api.rest('POST', `/api/subscriptions/${id}/pause`, { body: { settle: 'none' } });
  const asked = { when: 'period_end', settle: 'credit' } as const;
  const preview = await api.caller.subscriptions.preview_change({ id, action: 'cancel', ...asked });
  await api.caller.subscriptions.cancel({ id, ...asked });
  // A month is over on 1 February; 334 of the 365 days of the year are left then, and fewer when the worker is back.
  expect(preview).toMatchObject({ effective_on: '2029-02-01', net: -334 });
  await tick('2029-03-20T10:00:00Z');
  expect(await api.caller.subscriptions.get({ id })).toMatchObject({ status: 'canceled', ends_on: '2029-02-01' });
  const { data } = await api.caller.credit_notes.list({ customer_id });
  expect(data.map(({ total }) => total)).toEqual([334]);
  const where = { tenant_id: api.tenant_id, subscription_id: id, kind: 'cancel' };
  expect(await api.db.withTenant(api.tenant_id, (tx) => tx.subscriptionChange.findMany({ where }))).toMatchObject([
    { status: 'applied', effective_on: new Date('2029-02-01'), details: { settle: 'credit' } },
  ]);
});

it('shares the day of a change by the second, and charges nothing again of which an undivided pause gave nothing back', async () => {
  api.clock.moveTo('2029-06-01T00:00:00Z');
  const customer_id = await customer('second@example.com');
  const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.late });
  await runFor(customer_id);
  api.clock.moveTo('2029-06-16T12:00:00Z');
  const { items } = await api.caller.subscriptions.get({ id });
  const component_id = items.find(({ name }) => name === 'Late')?.component_id ?? '';
  const prices = [{ component_id, pricing: { model: 'flat', amount: 60 } as const }];
  await api.caller.subscriptions.update({ id, prices, when: 'now', proration: 'second' });
  await api.caller.subscription_policy.update({ proration: 'none' });
  api.clock.moveTo('2029-07-01T00:00:00Z');
  await runFor(customer_id);
  const late = async () =>
    (await linesOf(customer_id)).map(({ told }) => told).filter((told) => told.startsWith('Late'));
  expect(await late()).toEqual(['Late 06-01 06-16 15.5', 'Late 06-16 07-01 29']);
  api.clock.moveTo('2029-07-11T00:00:00Z');
  await api.caller.subscriptions.pause({ id, settle: 'credit' });
  api.clock.moveTo('2029-07-21T00:00:00Z');
  await api.caller.subscriptions.resume({ id });
  const base = (await linesOf(customer_id)).filter(({ told }) => told.startsWith('Base'));
  expect(base.map(({ told }) => told)).toEqual(['Base 06-01 07-01 30', 'Base 07-01 08-01 30']);
  expect((await api.caller.credit_notes.list({ customer_id })).data).toEqual([]);
});

it('a contract that expires in a pause ends, also where a later day was said for the resumption', async () => {
  api.clock.moveTo('2030-01-01T00:00:00Z');
  await api.caller.subscription_policy.update({ proration: 'day_half_open' });
  const customer_id = await customer('contract@example.com');
  const contract = { periods: 2, at_end: 'expire' } as const;
  const make = async () => (await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic, contract })).id;
  const [said, open, goesOn] = [await make(), await make(), await make()];
  await runFor(customer_id);
  api.clock.moveTo('2030-01-20T00:00:00Z');
  await api.caller.subscriptions.pause({ id: said, settle: 'credit', resumes_on: '2030-04-01' });
  await api.caller.subscriptions.pause({ id: open, settle: 'none' });
  await api.caller.subscriptions.pause({ id: goesOn, settle: 'none', resumes_on: '2030-02-10' });
  await tick('2030-02-28T23:00:00Z');
  expect(await api.caller.subscriptions.get({ id: said })).toMatchObject({ status: 'paused' });
  // Nobody worked when the contract was over: what was resumed before is billed until then.
  await tick('2030-03-20T10:00:00Z');
  for (const id of [said, open, goesOn])
    expect(await api.caller.subscriptions.get({ id })).toMatchObject({ status: 'expired', next_billing_at: null });
  expect((await linesOf(customer_id)).map(({ told }) => told)).toEqual([
    ...['Fee 01-01 02-01 310', 'Fee 01-01 02-01 310', 'Fee 01-01 02-01 310'],
    // 12 of 31 days, taken off the customer's next invoice, which is that of the one that went on.
    ...['Fee 01-20 02-01 -120', 'Fee 02-10 03-01 210.36'],
  ]);
  const rows = await api.db.withTenant(api.tenant_id, (tx) =>
    tx.subscriptionChange.findMany({ where: { tenant_id: api.tenant_id, subscription_id: said, kind: 'cancel' } }),
  );
  expect(rows).toMatchObject([{ status: 'applied', effective_on: new Date('2030-03-01') }]);
  const { data } = await api.caller.subscriptions.timeline({ id: said });
  expect(JSON.stringify(data)).toContain('subscription.expired');
});

it('a pause before the first day that is charged after another is no gap that should not be', async () => {
  api.clock.moveTo('2031-06-01T00:00:00Z');
  await api.caller.subscription_policy.update({ proration: 'day_inclusive' });
  const customer_id = await customer('tiles@example.com');
  const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.late });
  await runFor(customer_id);
  const [invoice] = await invoices(customer_id);
  await api.caller.invoices.update({ id: invoice?.id ?? '', status: 'sent' });
  // Each day of a pause is kept, so the resumption charges from the sixteenth on, and the second pause begins before that.
  for (const [hour, step] of (['pause', 'resume', 'pause'] as const).entries()) {
    api.clock.moveTo(new Date(`2031-06-15T1${hour}:00:00Z`));
    await (step === 'pause'
      ? api.caller.subscriptions.pause({ id, settle: 'credit' })
      : api.caller.subscriptions.resume({ id }));
  }
  api.clock.moveTo('2031-06-21T00:00:00Z');
  await api.caller.subscriptions.resume({ id });
  await tick('2031-07-01T10:00:00Z');
  const base = (await linesOf(customer_id)).filter(({ told, from }) => told.startsWith('Base') && from < '2031-07-01');
  const { data: notes } = await api.caller.credit_notes.list({ customer_id });
  const given = notes.reduce((sum, { total }) => sum + total, 0);
  // Fifteen days, and ten.
  expect(base.reduce((sum, { amount }) => sum + amount, -given)).toBe(25);
});
