import { createDatabase, type Database } from '@revenue/db/database';
import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';

const WORKERS = 16;

let api: TestApi;
/** With as many connections as there are workers. */
let wide: Database;
let plans: { basic: string; pro: string };
let customers = 0;

beforeAll(async () => {
  api = await startApi({ now: '2027-01-01T00:00:00Z' });
  const { appUrl, systemUrl } = api.db;
  wide = createDatabase({ appUrl, systemUrl, poolSize: WORKERS });
  plans = { basic: await makePlan('basic', 100), pro: await makePlan('pro', 200) };
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(async () => {
  await wide.close();
  await api.stop();
});

async function makePlan(code: string, amount: number): Promise<string> {
  const component = { kind: 'recurring', name: 'Fee', timing: 'advance', pricing: { model: 'flat', amount } } as const;
  return (await api.caller.plans.create({ code, name: code, currency: 'USD', components: [component] })).id;
}

async function subscribe(): Promise<{ id: string; customer_id: string }> {
  customers += 1;
  const customer = { name: 'Racer', email: `racer${customers}@example.com`, country: 'US' };
  const { id: customer_id } = await api.caller.customers.create(customer);
  const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
  return { id, customer_id };
}

async function runFor(customer_id: string): Promise<void> {
  const run = await api.caller.billing_runs.start({ customer_id });
  await executeBillingRun(api.ctx, run.id);
}

async function linesOf(customer_id: string): Promise<string[]> {
  const { data } = await api.caller.invoices.list({ customer_id, limit: 100 });
  const invoices = await Promise.all(data.map(({ id }) => api.caller.invoices.get({ id })));
  const items = invoices.flatMap((invoice) => invoice.items);
  return items.map(({ description, amount, service_period: at }) => `${description} ${at?.start} ${amount}`).sort();
}

describe('one period', () => {
  it(`is billed once by ${WORKERS} runs at once`, async () => {
    const { customer_id } = await subscribe();
    const runs = [];
    for (let at = 0; at < WORKERS; at += 1) runs.push(await api.caller.billing_runs.start({ customer_id }));
    await Promise.all(runs.map(({ id }) => executeBillingRun({ ...api.ctx, db: wide }, id)));
    expect(await linesOf(customer_id)).toEqual(['Fee 2027-01-01 100']);
  });

  it(`has one line when ${WORKERS} connections write it without any lock, by the word of the database`, async () => {
    const { id, customer_id } = await subscribe();
    await runFor(customer_id);
    const [item] = (await api.caller.subscriptions.get({ id })).items;
    const [invoice] = (await api.caller.invoices.list({ customer_id })).data;
    const write = (at: number) =>
      wide.withTenantSql(api.tenant_id, async (client) => {
        await client.query(
          `INSERT INTO invoice_items (tenant_id, id, invoice_id, position, kind, subscription_item_id, description, quantity,
                                      amount, service_start, service_end, derivation, created_at)
           VALUES ($1, gen_random_uuid(), $2, $3, 'recurring', $4, 'Fee', 1, 0, '2027-02-01', '2027-03-01', '{}', now())`,
          [api.tenant_id, invoice?.id, at + 100, item?.id],
        );
      });
    const outcomes = await Promise.allSettled(Array.from({ length: WORKERS }, (_, at) => write(at)));
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refusals).toHaveLength(WORKERS - 1);
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ code: '23505', constraint: 'invoice_items_one_per_period_key' });
    // What was planted below the operations goes again, before the invariants look.
    await api.db.withTenantSql(api.tenant_id, (client) =>
      client.query('DELETE FROM invoice_items WHERE tenant_id = $1 AND position >= 100', [api.tenant_id]),
    );
  });
});

describe('a change and a renewal at one instant', () => {
  it('come one after the other: what is due is billed first, or the change is told so', async () => {
    api.clock.moveTo('2027-03-01T00:00:00Z');
    const { id, customer_id } = await subscribe();
    await runFor(customer_id);
    api.clock.moveTo('2027-04-01T00:00:00Z');
    const change = () => api.caller.subscriptions.update({ id, plan_id: plans.pro, when: 'now' });
    const outcomes = await Promise.allSettled([
      runFor(customer_id),
      ...Array.from({ length: 4 }, change),
      runFor(customer_id),
    ]);
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.cause?.code] : []));
    for (const code of refusals) expect(['renewal_due', 'validation_failed']).toContain(code);
    const lines = await linesOf(customer_id);
    expect(lines.filter((line) => line === 'Fee 2027-04-01 100')).toHaveLength(1);
    expect(lines.filter((line) => line === 'Fee 2027-04-01 200').length).toBeLessThanOrEqual(1);
    expect(lines.filter((line) => line === 'Fee 2027-04-01 -100').length).toBe(
      lines.filter((line) => line === 'Fee 2027-04-01 200').length,
    );
  });

  it('and an undo of what the renewal carries out is in time or too late, and never both', async () => {
    api.clock.moveTo('2027-05-01T00:00:00Z');
    const { id, customer_id } = await subscribe();
    await runFor(customer_id);
    await api.caller.subscriptions.update({ id, plan_id: plans.pro, when: 'period_end' });
    api.clock.moveTo('2027-06-01T00:00:00Z');
    const [undone] = await Promise.allSettled([api.caller.subscriptions.undo_change({ id }), runFor(customer_id)]);
    const lines = (await linesOf(customer_id)).filter((line) => line.startsWith('Fee 2027-06-01'));
    expect(lines).toEqual([undone.status === 'fulfilled' ? 'Fee 2027-06-01 100' : 'Fee 2027-06-01 200']);
  });
});
