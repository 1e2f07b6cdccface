import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../../test/kit/start-api.ts';
import { makePlan, tickAt } from '../../../test/kit/worker-tick.ts';

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

async function customer(email = 'ada@example.com'): Promise<string> {
  const terms = { name: 'Ada', email, country: 'US', payment_terms: 'net_14' } as const;
  return (await api.caller.customers.create(terms)).id;
}

const tick = (now: string) => tickAt(api, now);

const invoicesOf = async (customer_id: string) => (await api.caller.invoices.list({ customer_id, limit: 100 })).data;

describe('a subscription whose first payment does not come', () => {
  it('the invoice of a subscription that never became active takes no other with it', async () => {
    api.clock.moveTo('2027-03-01T00:00:00Z');
    const customer_id = await customer();
    const old = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
    const fresh = await api.caller.subscriptions.create({ customer_id, plan_id: plans.pro, activation: 'when_paid' });
    await tick('2027-03-01T10:00:00Z');
    for (const invoice of await invoicesOf(customer_id))
      await api.caller.invoices.update({ id: invoice.id, status: 'sent' });
    await tick('2027-03-16T10:00:00Z');
    expect((await api.caller.subscriptions.get({ id: fresh.id })).status).toBe('expired');
    expect((await api.caller.subscriptions.get({ id: old.id })).status).toBe('past_due');
    const where = { tenant_id: api.tenant_id, subscription_id: fresh.id };
    expect(await api.db.withTenant(api.tenant_id, (tx) => tx.subscriptionChange.findMany({ where }))).toMatchObject([
      { kind: 'cancel', status: 'applied', details: { reason: 'the first payment did not come' } },
    ]);
    const open = (await invoicesOf(customer_id)).filter(({ status }) => status !== 'void');
    expect(open.map(({ total }) => total)).toEqual([310]);
  });

  it('expires also where its invoice was credited in part, which asks for nothing then', async () => {
    api.clock.moveTo('2027-05-01T00:00:00Z');
    const bo = { name: 'Bo', email: 'bo@example.com', country: 'US', payment_terms: 'net_14' } as const;
    const customer_id = (await api.caller.customers.create(bo)).id;
    const { id } = await api.caller.subscriptions.create({
      ...{ customer_id, plan_id: plans.pro, activation: 'when_paid' },
    });
    await tick('2027-05-01T10:00:00Z');
    const [invoice] = await invoicesOf(customer_id);
    const invoice_id = invoice?.id ?? '';
    await api.caller.invoices.update({ id: invoice_id, status: 'sent' });
    await api.caller.credit_notes.create({ invoice_id, total: 20, reason: 'Welcome' });
    await tick('2027-05-20T10:00:00Z');
    expect((await api.caller.subscriptions.get({ id })).status).toBe('expired');
    expect((await api.caller.invoices.get({ id: invoice_id })).amount_due).toBe(0);
  });
});

describe('what waits for the first invoice of a subscription', () => {
  const one_off_items = [{ description: 'On-site day', unit_price: 100 }];
  const trial = { trial_days: 14, start_date: '2028-01-01', one_off_items };
  const waitingOf = (subscription_id: string) =>
    api.db.withTenant(api.tenant_id, (tx) =>
      tx.pendingInvoiceItem.findMany({
        where: { tenant_id: api.tenant_id, subscription_id },
        select: { status: true },
      }),
    );

  it('goes with a trial that nobody agreed to pay for, with the pause after it, and with a first payment that never came', async () => {
    api.clock.moveTo('2028-01-01T00:00:00Z');
    const customer_id = await customer('cy@example.com');
    const asked = { customer_id, plan_id: plans.basic, ...trial };
    const canceled = await api.caller.subscriptions.create({ ...asked, trial_without_method: 'cancel' });
    const paused = await api.caller.subscriptions.create({ ...asked, trial_without_method: 'pause' });
    const unpaid = await api.caller.subscriptions.create({
      ...{ customer_id, plan_id: plans.basic, activation: 'when_paid', one_off_items },
    });
    await api.caller.billing_runs.hold({ customer_id, reason: 'Disputed' });
    await tick('2028-01-15T01:00:00Z');
    await tick('2028-02-01T01:00:00Z');
    await api.caller.subscriptions.cancel({ id: paused.id, when: 'now' });
    for (const { id } of [canceled, paused, unpaid]) expect(await waitingOf(id)).toEqual([{ status: 'dropped' }]);
    expect(await invoicesOf(customer_id)).toEqual([]);
  });
});

it('an end that was told before there were changes is written down when it comes', async () => {
  api.clock.moveTo('2029-01-01T00:00:00Z');
  const customer_id = await customer('old@example.com');
  const { id } = await api.caller.subscriptions.create({ customer_id, plan_id: plans.basic });
  await tick('2029-01-01T10:00:00Z');
  const where = { tenant_id: api.tenant_id, subscription_id: id };
  await api.db.withTenant(api.tenant_id, async (tx) => {
    const data = { cancel_at_period_end: true };
    await tx.subscription.update({ where: { tenant_id_id: { tenant_id: api.tenant_id, id } }, data });
  });
  await tick('2029-02-01T10:00:00Z');
  expect((await api.caller.subscriptions.get({ id })).status).toBe('canceled');
  const changes = await api.db.withTenant(api.tenant_id, (tx) => tx.subscriptionChange.findMany({ where }));
  expect(changes).toMatchObject([{ kind: 'cancel', status: 'applied', effective_on: new Date('2029-02-01') }]);
});
