import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../../test/kit/start-api.ts';
import { executeBillingRun } from './execute-billing-run.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ now: '2026-02-01T12:00:00Z' });
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

/** A seller in Germany with one plan of 100 a month, and a customer at home, abroad and exempt. */
async function sellerWithCustomers(slug: string, prices_include_tax: boolean): Promise<TestTenant> {
  const tenant = await api.addTenant(slug);
  const { caller } = tenant;
  const tax = { tax_name: 'VAT', tax_percent: 19, prices_include_tax };
  await caller.tenants.update({ country: 'DE', currency: 'EUR', time_zone: 'UTC', ...tax });
  const pricing = { model: 'flat', amount: 100 } as const;
  const components = [{ kind: 'recurring' as const, name: 'Seat', pricing }];
  const plan = await caller.plans.create({ code: 'seat', name: 'Seat', currency: 'EUR', components });
  const customers = [
    { name: 'home' },
    { name: 'abroad', country: 'US' },
    { name: 'exempt', tax_exempt: true, tax_exempt_reason: 'Charity' },
  ];
  for (const customer of customers) {
    const { id } = await caller.customers.create({ ...customer, email: `${customer.name}@example.com` });
    await caller.subscriptions.create({ customer_id: id, plan_id: plan.id, start_date: '2026-02-01' });
  }
  return tenant;
}

async function bill({ caller, ctx }: TestTenant) {
  const preview = await caller.billing_runs.preview({});
  const run = await caller.billing_runs.start({});
  await executeBillingRun(ctx, run.id);
  const { data } = await caller.invoices.list({ billing_run_id: run.id });
  const invoices = await Promise.all(data.map(({ id }) => caller.invoices.get({ id })));
  const of = (name: string) => invoices.find((invoice) => invoice.customer.name === name);
  return { preview, of, total: invoices.reduce((sum, invoice) => sum + invoice.total, 0) };
}

test('a run charges the tax of the tenant at home, and says why it does not abroad and to who is exempt', async () => {
  const { preview, of, total } = await bill(await sellerWithCustomers('exclusive', false));
  expect(of('home')).toMatchObject({ subtotal: 100, tax: 19, total: 119, net_total: 100, prices_include_tax: false });
  expect(of('home')?.taxes).toMatchObject([{ name: 'VAT', percent: 19, category: 'S', taxable: 100, tax: 19 }]);
  expect(of('abroad')).toMatchObject({ tax: 0, total: 100 });
  expect(of('abroad')?.items[0]?.taxes).toMatchObject([{ percent: 0, reason: 'Not charged to customers in US' }]);
  expect(of('exempt')).toMatchObject({ tax: 0, total: 100 });
  expect(of('exempt')?.items[0]?.taxes).toMatchObject([{ percent: 0, category: 'E', reason: 'Charity' }]);
  // The preview is the same plan, taxes and all.
  expect(preview.totals).toMatchObject([{ currency: 'EUR', invoices: 3, total }]);
});

test('a run over prices that contain the tax takes it out of them', async () => {
  const { of } = await bill(await sellerWithCustomers('inclusive', true));
  expect(of('home')).toMatchObject({
    subtotal: 100,
    tax: 15.97,
    total: 100,
    net_total: 84.03,
    prices_include_tax: true,
  });
  expect(of('exempt')).toMatchObject({ tax: 0, total: 100, net_total: 100 });
});

test('a preview sets beside it what was really billed, also where an edited invoice speaks of other prices', async () => {
  const tenant = await sellerWithCustomers('edited', false);
  const home = (await bill(tenant)).of('home');
  await tenant.caller.invoices.update({ id: home?.id ?? '', prices_include_tax: true });
  expect(await tenant.caller.invoices.get({ id: home?.id ?? '' })).toMatchObject({ total: 119 });
  api.clock.moveTo('2026-03-01T12:00:00Z');
  const { customers } = await tenant.caller.billing_runs.preview({ customer_id: home?.customer_id });
  expect(customers).toMatchObject([{ last_total: 119, total: 119, change: 'same' }]);
});
