import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { executeBillingRun } from '../../src/billing-runs/execute-billing-run.ts';
import { startDueBillingRuns } from '../../src/billing-runs/start-due-billing-runs.ts';
import { startApi, type TestApi } from '../kit/start-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ now: '2027-01-01T00:00:00Z' });
});
afterAll(() => api.stop());

const ZONES = ['Pacific/Auckland', 'Asia/Kolkata', 'Europe/Helsinki', 'America/New_York'];
/** The last day of each month of 2027, and what a month from the 31st is called by everybody. */
const MONTH_ENDS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].map(
  (day, month) => `2027-${String(month + 1).padStart(2, '0')}-${day}`,
);

async function subscribe(time_zone: string): Promise<string> {
  const { caller } = api;
  const email = `${time_zone.replace('/', '.')}@example.com`;
  const customer = await caller.customers.create({ name: time_zone, email, currency: 'USD', country: 'US', time_zone });
  const plan_id = (await caller.plans.list({})).data[0]?.id ?? '';
  const subscription = await caller.subscriptions.create({
    customer_id: customer.id,
    plan_id,
    start_date: '2027-01-31',
  });
  return subscription.customer_id;
}

/** What the worker does at each tick: every tenant with something due gets a run, and the run is carried out. */
async function tick(): Promise<void> {
  await startDueBillingRuns(api.services);
  const { data } = await api.caller.billing_runs.list({ limit: 5 });
  for (const run of data) if (run.status === 'pending') await executeBillingRun(api.ctx, run.id);
}

test('a year of ticks bills every month-end once, at the midnight of each customer, through both clock changes', async () => {
  const tiers = [{ up_to: null, unit_amount: '0.01' }];
  await api.caller.meters.create({ code: 'calls', name: 'Calls' });
  await api.caller.plans.create({
    code: 'monthly',
    name: 'Monthly',
    currency: 'USD',
    components: [
      { kind: 'recurring', name: 'Seat', pricing: { model: 'flat', amount: 30 } },
      { kind: 'usage', name: 'Calls', meter: 'calls', pricing: { model: 'graduated', tiers } },
    ],
  });
  const customers = [];
  for (const zone of ZONES) customers.push(await subscribe(zone));
  // One call in each hour of the year: whatever period a call falls into, all of them are billed once.
  const [auckland] = customers;
  const start = Date.UTC(2027, 0, 31);
  const calls = Array.from({ length: 340 * 24 }, (_, hour) => ({
    id: `call-${hour}`,
    customer_id: auckland,
    meter: 'calls',
    occurred_at: new Date(start + hour * 3_600_000).toISOString(),
  }));
  // Nobody may send what is to come, so all of them are sent when the year is over.
  api.clock.moveTo('2028-01-10T00:00:00Z');
  for (let at = 0; at < calls.length; at += 1000)
    await api.caller.usage.record({ records: calls.slice(at, at + 1000) });

  // Twelve-hourly, at hours that are midnight nowhere, and once the worker was down for forty days.
  for (let now = Date.UTC(2027, 0, 30, 11); now < Date.UTC(2028, 0, 1); now += 12 * 3_600_000) {
    const isDown = now > Date.UTC(2027, 5, 20) && now < Date.UTC(2027, 6, 30);
    if (isDown) continue;
    api.clock.moveTo(new Date(now));
    await tick();
  }

  for (const customer_id of customers) {
    const { data } = await api.caller.invoices.list({ customer_id, limit: 100, sort: 'issue_date' });
    const details = await Promise.all(data.map(({ id }) => api.caller.invoices.get({ id })));
    const seats = details.flatMap(({ items }) => items.filter(({ description }) => description === 'Seat'));
    expect(seats.map(({ service_period }) => service_period?.start)).toEqual(MONTH_ENDS);
    expect(seats.slice(0, -1).map(({ service_period }) => service_period?.end)).toEqual(MONTH_ENDS.slice(1));
    const used = details.flatMap(({ items }) => items.filter(({ description }) => description === 'Calls'));
    const billed = used.reduce((sum, { quantity }) => sum + quantity, 0);
    // Auckland is 13 hours ahead at both ends: its year of calls is cut at 11:00 UTC.
    expect(billed).toBe(customer_id === auckland ? hoursUntil('2027-12-30T11:00:00.000Z') : 0);
  }
  expect(await checkInvariants(api.db)).toEqual([]);

  function hoursUntil(end: string): number {
    return calls.filter(({ occurred_at }) => occurred_at < end).length;
  }
}, 180_000);
