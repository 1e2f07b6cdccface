import { addDays, startOfDay } from '@revenue/billing-core/time';
import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { executeBillingRun } from '../../src/billing-runs/execute-billing-run.ts';
import { startDueBillingRuns } from '../../src/billing-runs/start-due-billing-runs.ts';
import { startApi, type TestApi } from '../kit/start-api.ts';

const ZONES = ['Pacific/Auckland', 'Asia/Kolkata', 'Europe/Helsinki', 'America/New_York'];
const START = '2027-01-31';
const DAYS_BEFORE = 7;
const HOUR = 3_600_000;
let api: TestApi;

beforeAll(async () => {
  api = await startApi({ now: '2027-01-20T00:02:00Z' });
});
afterAll(() => api.stop());

/** What the worker does at two minutes past each hour. */
async function tick(): Promise<void> {
  await startDueBillingRuns(api.services);
  const { data } = await api.caller.billing_runs.list({ limit: 5 });
  for (const run of data) if (run.status === 'pending') await executeBillingRun(api.ctx, run.id);
}

/** Two minutes past every hour around the issue days, and once a day in between. */
function ticks(): Date[] {
  const instants: Date[] = [];
  const issues = ['2027-01-24', '2027-02-21', '2027-03-24', '2027-04-23'].map((day) => Date.parse(`${day}T00:00:00Z`));
  for (let at = Date.parse('2027-01-20T00:02:00Z'); at < Date.parse('2027-05-01T00:00:00Z'); at += HOUR) {
    const isNear = issues.some((issue) => Math.abs(at - issue) < 30 * HOUR);
    if (isNear || new Date(at).getUTCHours() === 5) instants.push(new Date(at));
  }
  return instants;
}

test('hourly ticks issue each period a week before it begins, within the hour of midnight where the customer is', async () => {
  const { id } = await api.caller.billing_cycles.create({ anchor_day: 31, issue_days_before: DAYS_BEFORE });
  const customers: { zone: string; customer_id: string }[] = [];
  for (const zone of ZONES) {
    const email = `${zone.replace('/', '.')}@example.com`;
    const terms = { name: zone, email, currency: 'USD', country: 'US', time_zone: zone };
    const customer = await api.caller.customers.create(terms);
    const items = [{ description: 'Seat', unit_price: 30 }];
    await api.caller.billing_cycles.enrol({ id, customer_id: customer.id, items, start_date: START });
    customers.push({ zone, customer_id: customer.id });
  }
  for (const now of ticks()) {
    // Down for most of a day while two zones have their midnight: the first tick afterwards catches up.
    const isDown = now > new Date('2027-03-23T20:00:00Z') && now < new Date('2027-03-24T15:00:00Z');
    if (isDown) continue;
    api.clock.moveTo(now);
    await tick();
  }
  for (const { zone, customer_id } of customers) {
    const { data } = await api.caller.invoices.list({ customer_id, limit: 100, sort: 'issue_date' });
    const issued = [];
    for (const invoice of data) {
      const { items, created_at } = await api.caller.invoices.get({ id: invoice.id });
      expect(items).toHaveLength(1);
      const period = items[0]?.service_period;
      const late = Date.parse(created_at) - startOfDay(addDays(period?.start ?? '', -DAYS_BEFORE), zone).getTime();
      expect(late).toBeGreaterThanOrEqual(0);
      if (period?.start !== '2027-03-31') expect(late, `${zone} ${period?.start}`).toBeLessThanOrEqual(HOUR);
      issued.push([period?.start, period?.end, invoice.total]);
    }
    expect(issued).toEqual([
      ['2027-01-31', '2027-02-28', 30],
      ['2027-02-28', '2027-03-31', 30],
      ['2027-03-31', '2027-04-30', 30],
      ['2027-04-30', '2027-05-31', 30],
    ]);
  }
  expect(await checkInvariants(api.db)).toEqual([]);
}, 180_000);
