import { fromDbDate } from '@revenue/db/civil-dates';
import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { billCustomer, invoicesOf, makeCustomer } from '../../test/kit/who-is-billed.ts';
import { makePlan, tickAt } from '../../test/kit/worker-tick.ts';

let api: TestApi;
let plans: { basic: string; pro: string };

beforeAll(async () => {
  api = await startApi({ now: '2027-01-01T00:00:00Z' });
  plans = { basic: await makePlan(api, 'basic', 310), pro: await makePlan(api, 'pro', 620) };
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

const customer = () => makeCustomer(api);
const runFor = (customer_id: string) => billCustomer(api, customer_id);
const tick = (now: string) => tickAt(api, now);

const invoices = (customer_id: string) => invoicesOf(api, customer_id);

describe('an end with the period that is asked for by PUT', () => {
  it('is written down like one that is asked for by DELETE, told, and taken back by either door', async () => {
    api.clock.moveTo('2027-05-10T00:00:00Z');
    const customer_id = await customer();
    const { id } = await api.caller.subscriptions.create({
      customer_id,
      plan_id: plans.basic,
      start_date: '2027-05-01',
    });
    await runFor(customer_id);
    const changes = () =>
      api.db.withTenant(api.tenant_id, (tx) =>
        tx.subscriptionChange.findMany({
          where: { tenant_id: api.tenant_id, subscription_id: id },
          orderBy: { id: 'asc' },
        }),
      );
    const told = async () => (await changes()).map(({ kind, status }) => `${kind} ${status}`);
    const put = (cancel_at_period_end: boolean) =>
      api.rest('PUT', `/api/subscriptions/${id}`, { body: { cancel_at_period_end } });
    const ended = await put(true);
    expect(ended.body).toMatchObject({
      cancel_at_period_end: true,
      ends_on: '2027-06-01',
      cancel_settle: 'none',
      version: 3,
    });
    // Asked for twice it is one end.
    expect((await put(true)).body.ends_on).toBe('2027-06-01');
    expect(await told()).toEqual(['cancel scheduled']);
    const undone = await api.rest('POST', `/api/subscriptions/${id}/undo-cancellation`, { body: {} });
    expect(undone.body).toMatchObject({ cancel_at_period_end: false, ends_on: null });
    await put(true);
    expect((await put(false)).body).toMatchObject({ cancel_at_period_end: false, ends_on: null, canceled_at: null });
    const both = ['cancel undone', 'undo_cancel applied'];
    expect(await told()).toEqual([...both, ...both]);
    const [{ changes: last } = { changes: [] }] = (await api.caller.subscriptions.timeline({ id, limit: 1 })).data;
    expect(last.map(({ field }) => field)).toEqual(expect.arrayContaining(['ends_on', 'cancel_at_period_end']));
  });
});

describe('an end that is taken back', () => {
  it('an end taken back by PUT is charged to the end of its period', async () => {
    api.clock.moveTo('2027-07-10T00:00:00Z');
    const customer_id = await customer();
    const { id } = await api.caller.subscriptions.create({
      customer_id,
      plan_id: plans.basic,
      start_date: '2027-07-01',
    });
    await runFor(customer_id);
    await api.caller.subscriptions.cancel({ id, on: '2027-08-11', settle: 'none' });
    api.clock.moveTo('2027-08-01T00:00:00Z');
    await runFor(customer_id);
    expect((await invoices(customer_id)).map(({ total }) => total).sort()).toEqual([100, 310]);
    const put = await api.rest('PUT', `/api/subscriptions/${id}`, { body: { cancel_at_period_end: false } });
    expect(put.status).toBe(200);
    expect(put.body.next_billing_at).toBe('2027-09-01T00:00:00.000Z');
    await tick('2027-09-01T00:00:00Z');
    const total = (await invoices(customer_id)).reduce((sum, invoice) => sum + invoice.total, 0);
    expect(total).toBe(930);
  });
});

describe('a contract that is over', () => {
  it('is written down by the run that ends it as any other end, whatever end was told for later', async () => {
    api.clock.moveTo('2028-01-01T00:00:00Z');
    const customer_id = await customer();
    const contract = { periods: 2, at_end: 'expire' } as const;
    const asked = { customer_id, plan_id: plans.basic, start_date: '2028-01-01', contract };
    const { id } = await api.caller.subscriptions.create(asked);
    const other = await api.caller.subscriptions.create(asked);
    await runFor(customer_id);
    await api.caller.subscriptions.cancel({ id: other.id, on: '2028-03-10', settle: 'none' });
    await tick('2028-02-01T01:00:00Z');
    await tick('2028-03-01T01:00:00Z');
    const where = { tenant_id: api.tenant_id, subscription_id: { in: [id, other.id] } };
    const changes = await api.db.withTenant(api.tenant_id, (tx) => tx.subscriptionChange.findMany({ where }));
    const told = changes.map(({ kind, status, effective_on, details }) => [
      ...[kind, status, fromDbDate(effective_on), JSON.stringify(details)],
    ]);
    const expired = ['cancel', 'applied', '2028-03-01', '{"reason":"the contract was over"}'];
    const dropped = '{"settle":"none","dropped":"the subscription ended before"}';
    expect(told.sort()).toEqual([expired, expired, ['cancel', 'undone', '2028-03-10', dropped]]);
    const { data } = await api.caller.subscriptions.timeline({ id, limit: 10 });
    expect(data.flatMap((entry) => entry.changes.filter(({ field }) => field === 'status'))).toMatchObject([
      { before: 'active', after: 'expired' },
    ]);
  });
});

describe('an end that is taken back in the days before a month that is billed early', () => {
  it('is due nowhere, lets changes through, and tells of each renewal once', async () => {
    await api.caller.subscription_policy.update({ renewal_notice_days: 60 });
    const rules = { name: 'Early', interval: 'month', timing: 'advance', issue_days_before: 7 } as const;
    const { id: billing_cycle_id } = await api.caller.billing_cycles.create({ ...rules, anchor_date: '2029-01-01' });
    api.clock.moveTo('2029-01-01T00:00:00Z');
    const customer_id = await customer();
    const asked = { customer_id, plan_id: plans.basic, billing_cycle_id, start_date: '2029-01-01' };
    const { id } = await api.caller.subscriptions.create(asked);
    const undo = () => api.rest('POST', `/api/subscriptions/${id}/undo-cancellation`, { body: {} });
    await tick('2029-01-01T01:00:00Z');
    api.clock.moveTo('2029-01-10T00:00:00Z');
    await api.caller.subscriptions.cancel({ id });
    // The run is due, and has not come.
    api.clock.moveTo('2029-01-25T00:30:00Z');
    expect((await undo()).status).toBe(200);
    await api.caller.subscriptions.cancel({ id });
    // It has come, for an end that was to come.
    await tick('2029-01-25T01:00:00Z');
    api.clock.moveTo('2029-01-25T01:30:00Z');
    expect((await undo()).status).toBe(200);
    await tick('2029-01-25T02:00:00Z');
    // The month is billed early, and taken back by an end that is taken back.
    api.clock.moveTo('2029-01-26T01:30:00Z');
    await api.caller.subscriptions.cancel({ id });
    expect((await undo()).status).toBe(200);
    const { change } = await api.caller.subscriptions.update({ id, plan_id: plans.pro });
    expect(change?.net).toBe(60);
    await tick('2029-01-26T02:00:00Z');
    await tick('2029-02-01T01:00:00Z');
    const events = await api.db.withTenant(api.tenant_id, (tx) =>
      tx.event.findMany({ where: { tenant_id: api.tenant_id, object_id: id, type: 'subscription.renewing' } }),
    );
    const told = events.map(({ payload }) => (payload as { renews_on: string }).renews_on);
    expect(new Set(told).size).toBe(told.length);
    const charged = (await invoices(customer_id)).filter(({ status }) => status !== 'void');
    expect(charged.map(({ total }) => total).sort()).toEqual([370, 620]);
    await api.caller.subscription_policy.update({ renewal_notice_days: 0 });
  });
});

it('a month that was billed early up to an end is billed once when the end is taken back and something changes', async () => {
  const rules = { name: 'Early and cut', interval: 'month', timing: 'advance', issue_days_before: 7 } as const;
  const { id: billing_cycle_id } = await api.caller.billing_cycles.create({ ...rules, anchor_date: '2030-01-01' });
  api.clock.moveTo('2030-01-01T00:00:00Z');
  const customer_id = await customer();
  const asked = { customer_id, plan_id: plans.basic, billing_cycle_id, start_date: '2030-01-01' };
  const { id } = await api.caller.subscriptions.create(asked);
  await tick('2030-01-01T01:00:00Z');
  api.clock.moveTo('2030-01-10T00:00:00Z');
  await api.caller.subscriptions.cancel({ id, on: '2030-02-10', settle: 'credit' });
  await tick('2030-01-25T01:00:00Z');
  api.clock.moveTo('2030-01-26T01:30:00Z');
  expect((await api.rest('POST', `/api/subscriptions/${id}/undo-cancellation`, { body: {} })).status).toBe(200);
  const { change } = await api.caller.subscriptions.update({ id, plan_id: plans.pro });
  expect(change?.net).toBe(60);
  for (const now of ['2030-01-26T02:00:00Z', '2030-02-01T01:00:00Z', '2030-02-22T01:00:00Z']) await tick(now);
  const charged = (await invoices(customer_id)).filter(({ status }) => status !== 'void');
  // January with the change of its last six days, February and, early again, March.
  expect(charged.reduce((sum, { total }) => sum + total, 0)).toBe(310 + 60 + 620 + 620);
});
