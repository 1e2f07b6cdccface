import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../../test/kit/start-api.ts';
import { executeBillingRun } from '../billing-runs/execute-billing-run.ts';

let api: TestApi;
let tenants = 0;
let serial = 0;

beforeAll(async () => {
  api = await startApi({ now: '2026-01-11T10:30:00Z' });
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

const newTenant = () => api.addTenant(`family-${++tenants}`);

async function add(tenant: TestTenant, name: string, more: object = {}): Promise<string> {
  const body = { name, email: `f${++serial}@example.com`, ...more };
  const answer = await tenant.rest('POST', '/api/customers', { body });
  expect(answer.body).toMatchObject({ name });
  return answer.body.id;
}
const change = (tenant: TestTenant, id: string, body: object) => tenant.rest('PUT', `/api/customers/${id}`, { body });
const payerOf = async (tenant: TestTenant, id: string) =>
  (await tenant.rest('GET', `/api/customers/${id}`)).body.payer_id;

describe('a family of accounts', () => {
  it('shows parent, children and what all of them come to', async () => {
    const tenant = await newTenant();
    const group = await add(tenant, 'Group');
    const company = await add(tenant, 'Company', { parent_id: group, billed_to: 'parent' });
    await add(tenant, 'Site', { parent_id: company });
    const { body } = await tenant.rest('GET', `/api/customers/${group}`);
    expect(body.family).toMatchObject({
      parent: null,
      payer: null,
      children: [{ id: company, name: 'Company', billed_to: 'parent' }],
      accounts: 3,
      live_subscriptions: 0,
      balances: [],
    });
    const below = (await tenant.rest('GET', `/api/customers/${company}`)).body;
    expect(below.family).toMatchObject({ parent: { name: 'Group' }, payer: { name: 'Group' } });
    const list = (await tenant.rest('GET', `/api/customers?parent_id=${group}`)).body.data;
    expect(list.map((row: { name: string }) => row.name)).toEqual(['Company']);
  });

  it('lets the payer follow the accounts above, also when one of them changes', async () => {
    const tenant = await newTenant();
    const group = await add(tenant, 'Group');
    const company = await add(tenant, 'Company', { parent_id: group });
    const site = await add(tenant, 'Site', { parent_id: company, billed_to: 'parent' });
    expect(await payerOf(tenant, site)).toBe(company);
    await change(tenant, company, { billed_to: 'parent' });
    expect([await payerOf(tenant, company), await payerOf(tenant, site)]).toEqual([group, group]);
    const audit = (await tenant.caller.audit.list({ object_id: site })).data[0];
    expect(audit).toMatchObject({ action: 'customer.updated', after: { payer_id: group } });
    await change(tenant, company, { parent_id: null });
    expect([await payerOf(tenant, company), await payerOf(tenant, site)]).toEqual([null, company]);
    expect((await tenant.rest('GET', `/api/customers/${company}`)).body.billed_to).toBe('self');
  });

  it('refuses circles, a sixth level, a stranger, a closed parent, and a parent who pays and is not there', async () => {
    const tenant = await newTenant();
    const chain = [await add(tenant, 'Level 1')];
    for (let level = 2; level <= 5; level += 1)
      chain.push(await add(tenant, `Level ${level}`, { parent_id: chain.at(-1) }));
    const [top = '', second = ''] = chain;
    const stranger = await add(await newTenant(), 'Stranger');
    const closed = await add(tenant, 'Closed', { status: 'closed' });
    const refused = async (id: string, body: object) => {
      const answer = await change(tenant, id, body);
      return [answer.status, answer.body.errors?.[0]?.path, answer.body.detail];
    };
    expect(await refused(top, { parent_id: top })).toEqual([422, 'parent_id', expect.stringMatching(/itself/)]);
    expect(await refused(top, { parent_id: chain.at(-1) })).toEqual([
      422,
      'parent_id',
      expect.stringMatching(/circle/),
    ]);
    const lone = await add(tenant, 'Lone');
    expect(await refused(lone, { parent_id: chain.at(-1) })).toEqual([
      422,
      'parent_id',
      expect.stringMatching(/6 levels/),
    ]);
    expect(await refused(lone, { parent_id: stranger })).toEqual([
      404,
      'parent_id',
      expect.stringMatching(/no customer of yours/),
    ]);
    expect(await refused(lone, { parent_id: closed })).toEqual([422, 'parent_id', expect.stringMatching(/closed/)]);
    expect(await refused(lone, { billed_to: 'parent' })).toEqual([
      422,
      'billed_to',
      expect.stringMatching(/choose a parent_id/),
    ]);
    expect((await change(tenant, second, { parent_id: null })).status).toBe(200);
  });

  it('lets two changes that together would be a circle not both happen, whichever comes first', async () => {
    const tenant = await newTenant();
    for (let round = 0; round < 8; round += 1) {
      const [a, b] = [await add(tenant, `A${round}`), await add(tenant, `B${round}`)];
      const answers = await Promise.all([change(tenant, a, { parent_id: b }), change(tenant, b, { parent_id: a })]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    }
  });

  it('is not left while accounts are below', async () => {
    const tenant = await newTenant();
    const group = await add(tenant, 'Group');
    const company = await add(tenant, 'Company', { parent_id: group });
    const refused = await tenant.rest('DELETE', `/api/customers/${group}`);
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringMatching(/accounts are below it/)]);
    expect((await tenant.rest('DELETE', `/api/customers/${company}`)).status).toBe(200);
    expect((await tenant.rest('DELETE', `/api/customers/${group}`)).status).toBe(200);
  });
});

describe('a billing run over a family', () => {
  it('puts what the parent pays for on one invoice, says for whom each line is, and bills nothing twice', async () => {
    const tenant = await newTenant();
    const group = await add(tenant, 'Group', { payment_terms: 'net_60' });
    const paid = await add(tenant, 'Paid for', { parent_id: group, billed_to: 'parent' });
    const own = await add(tenant, 'Pays itself', { parent_id: group });
    const plan = await tenant.caller.plans.create({
      code: 'seats',
      name: 'Seats',
      currency: 'USD',
      components: [{ kind: 'recurring', name: 'Seats', pricing: { model: 'per_unit', unit_amount: '10' } }],
    });
    for (const customer_id of [group, paid, own])
      await tenant.caller.subscriptions.create({ customer_id, plan_id: plan.id });

    const preview = await tenant.caller.billing_runs.preview({});
    expect(preview.totals).toEqual([{ currency: 'USD', invoices: 2, total: 30 }]);
    expect(preview.customers).toMatchObject([
      { customer_name: 'Group', items: 2, total: 20 },
      { customer_name: 'Pays itself', items: 1, total: 10 },
    ]);

    const run = await tenant.caller.billing_runs.start({});
    await executeBillingRun(tenant.ctx, run.id);
    const invoices = (await tenant.caller.invoices.list({})).data;
    expect(invoices.map(({ customer_id, total }) => [customer_id, total]).sort()).toEqual(
      [
        [group, 20],
        [own, 10],
      ].sort(),
    );
    const shared = invoices.find((invoice) => invoice.customer_id === group);
    const { items, due_date } = await tenant.caller.invoices.get({ id: shared?.id ?? '' });
    expect(items.map((item) => item.description).sort()).toEqual(['Seats', 'Seats (Paid for)']);
    expect(due_date).toBe('2026-03-12');

    await executeBillingRun(tenant.ctx, (await tenant.caller.billing_runs.start({})).id);
    expect((await tenant.caller.invoices.list({})).data).toHaveLength(2);
  });

  it('for the payer takes in the accounts it pays for, and for one of them that one alone', async () => {
    const tenant = await newTenant();
    const group = await add(tenant, 'Group');
    const paid = [await add(tenant, 'One', { parent_id: group, billed_to: 'parent' })];
    paid.push(await add(tenant, 'Two', { parent_id: group, billed_to: 'parent' }));
    const plan = await tenant.caller.plans.create({
      code: 'fee',
      name: 'Fee',
      currency: 'USD',
      components: [{ kind: 'recurring', name: 'Fee', pricing: { model: 'flat', amount: '7' } }],
    });
    for (const customer_id of paid) await tenant.caller.subscriptions.create({ customer_id, plan_id: plan.id });
    const totals = async (customer_id: string | undefined) =>
      (await tenant.caller.billing_runs.preview({ customer_id })).totals.map(({ invoices, total }) => [
        invoices,
        total,
      ]);
    expect(await totals(group)).toEqual([[1, 14]]);
    expect(await totals(paid[0])).toEqual([[1, 7]]);
  });

  it('is not paid for by an account that is being closed at the same moment', async () => {
    const tenant = await newTenant();
    for (let round = 1; round <= 6; round += 1) {
      const parent = await add(tenant, `Parent ${round}`);
      const child = await add(tenant, `Child ${round}`);
      const answers = await Promise.all([
        change(tenant, parent, { status: 'closed' }),
        change(tenant, child, { parent_id: parent, billed_to: 'parent' }),
      ]);
      expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    }
  });
});
