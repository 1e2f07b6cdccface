import { checkInvariants } from '@revenue/db/invariants';
import { type JobKey, jobs, type PayloadOf } from '@revenue/jobs/catalogue';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../../test/kit/start-api.ts';
import { figuresOf, stateOfTenant, type TenantState } from '../../test/kit/state-of-tenant.ts';
import { handlersOf } from './handlers.ts';

const START = '2026-01-11T10:30:00Z';
let api: TestApi;
let tenants = 0;

beforeAll(async () => {
  api = await startApi({ now: START });
});
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

/** For each job a tenant for whom it has something to do, and when. One without does not compile. */
const PREPARED: { [Key in JobKey]: (tenant: TestTenant) => Promise<PayloadOf<Key>> } = {
  billingTick: async (tenant) => {
    await subscribe(tenant);
    return {};
  },
  executeBillingRun: async (tenant) => {
    await subscribe(tenant);
    await subscribe(tenant, { start_date: '2025-11-11' });
    const { id } = await tenant.caller.billing_runs.start({});
    return { tenant_id: tenant.tenant_id, billing_run_id: id };
  },
  executeBulkAction: async (tenant) => {
    const ids = [await draft(tenant), await draft(tenant), await draft(tenant)];
    await tenant.caller.invoices.update({ id: ids[1] ?? '', status: 'void', void_reason: 'a slip' });
    const { id } = await tenant.caller.bulk_actions.create({ action: 'send_invoices', ids });
    return { tenant_id: tenant.tenant_id, bulk_action_id: id };
  },
  advanceTestClock: async (tenant) => {
    await subscribe(tenant);
    const begun = await tenant.rest('POST', '/api/test-clock/advance', { body: { days: 35 } });
    return { tenant_id: tenant.tenant_id, advance_id: begun.body.advance.id };
  },
  sendInvoices: async (tenant) => ({
    tenant_id: tenant.tenant_id,
    invoice_ids: [await draft(tenant), await draft(tenant)],
  }),
  sendMail: async (tenant) => ({ tenant_id: tenant.tenant_id, mail_id: await mail(tenant) }),
  reactToEvents: async (tenant) => {
    await tenant.caller.mail_settings.update({
      auto_send: true,
      send_receipts: true,
      notify_address: 'boss@example.com',
    });
    await sent(tenant);
    await tenant.caller.invoices.update({ id: await sent(tenant), status: 'paid' });
    const { data } = await tenant.caller.jobs.list({ name: 'mail.react', limit: 100 });
    return { tenant_id: tenant.tenant_id, event_ids: data.flatMap(({ payload }) => payload.event_ids as string[]) };
  },
  remindCustomers: async (tenant) => {
    await tenant.caller.mail_settings.update({ days_before: [3], days_after: [1, 7] });
    await sent(tenant);
    await sent(tenant);
    api.clock.moveTo('2026-02-12T10:30:00Z');
    return {};
  },
  sweepMails: async (tenant) => {
    const id = await mail(tenant);
    await api.db.withSystem(
      'a job that somebody deleted',
      (tx) => tx.$executeRaw`DELETE FROM pgboss.job WHERE data->>'mail_id' = ${id}`,
    );
    api.clock.moveTo('2026-01-11T11:00:00Z');
    return {};
  },
  markOverdueInvoices: async (tenant) => {
    await sent(tenant);
    await sent(tenant);
    api.clock.moveTo('2026-02-12T10:30:00Z');
    return {};
  },
  careForSubscriptions: async (tenant) => {
    await subscribe(tenant, { trial_days: 14, trial_without_method: 'cancel' });
    await subscribe(tenant, { trial_days: 17 });
    await subscribe(tenant, { activation: 'when_paid' });
    const { id } = await subscribe(tenant, {}, 'arrear');
    await tenant.caller.subscriptions.pause({ id, settle: 'none', resumes_on: '2026-01-20' });
    api.clock.moveTo('2026-01-27T10:30:00Z');
    return {};
  },
  verifyInvariants: async (tenant) => {
    await subscribe(tenant);
    return {};
  },
  fillMrr: async (tenant) => {
    await subscribe(tenant);
    const { tenant_id } = tenant;
    await api.db.withTenantSql(tenant_id, (client) =>
      client.query('DELETE FROM mrr_spans WHERE tenant_id = $1', [tenant_id]),
    );
    return {};
  },
  forgetExpired: async (tenant) => {
    const body = { name: 'Ada', email: 'key@example.com' };
    await tenant.rest('POST', '/api/customers', { body, headers: { 'idempotency-key': 'once' } });
    api.clock.moveTo('2027-01-11T10:30:00Z');
    return {};
  },
};

const DAYS_LATE = 5;

describe.each(Object.keys(PREPARED) as JobKey[])('the job %s', (key) => {
  let once: TenantState;

  test('does everything the first time, and nothing the second', async () => {
    const { tenant_id, carryOut } = await prepare(key);
    const before = await stateOf(tenant_id);
    await carryOut();
    once = await stateOf(tenant_id);
    // To look whether all is well changes nothing.
    if (key !== 'verifyInvariants') expect(once).not.toEqual(before);
    await carryOut();
    expect(await stateOf(tenant_id)).toEqual(once);
  });

  test('does the same in two workers at once', async () => {
    const { tenant_id, carryOut } = await prepare(key);
    const outcomes = await Promise.allSettled([carryOut(), carryOut()]);
    // One may find the other at work; the queue then tries it again.
    if (outcomes.some(({ status }) => status === 'rejected')) await carryOut();
    const both = await stateOf(tenant_id);
    expect(figuresOf(both)).toEqual(figuresOf(once));
    await carryOut();
    expect(await stateOf(tenant_id)).toEqual(both);
  });

  test('does it days late, and nothing the second time', async () => {
    const { tenant_id, carryOut } = await prepare(key);
    api.clock.moveTo(new Date(api.clock.now().getTime() + DAYS_LATE * 86_400_000).toISOString());
    await carryOut();
    const late = await stateOf(tenant_id);
    await carryOut();
    expect(await stateOf(tenant_id)).toEqual(late);
  });
});

const stateOf = (tenant_id: string) => stateOfTenant(api.db, tenant_id);

async function prepare<Key extends JobKey>(key: Key) {
  api.clock.moveTo(START);
  tenants += 1;
  const tenant = await api.addTenant(`tenant-${tenants}`);
  const payload = jobs[key].payload.parse(await PREPARED[key](tenant)) as PayloadOf<Key>;
  const carryOut = () => handlersOf(api.services)[key](payload, { id: key, is_last: false });
  return { tenant_id: tenant.tenant_id, carryOut };
}

let customers = 0;

async function customer({ caller }: TestTenant): Promise<string> {
  customers += 1;
  const email = `ada-${customers}@example.com`;
  return (await caller.customers.create({ name: 'Ada', email, country: 'US', currency: 'USD', time_zone: 'UTC' })).id;
}

async function draft(tenant: TestTenant): Promise<string> {
  const items = [{ description: 'Licence', unit_price: 298 }];
  return (await tenant.caller.invoices.create({ customer_id: await customer(tenant), items })).id;
}

async function sent(tenant: TestTenant): Promise<string> {
  const id = await draft(tenant);
  await tenant.caller.invoices.update({ id, status: 'sent' });
  return id;
}

/** A mail that waits for its job. */
async function mail(tenant: TestTenant): Promise<string> {
  await tenant.caller.invoices.send({ id: await draft(tenant) });
  const { data } = await tenant.caller.mails.list({ status: 'queued' });
  return data[0]?.id ?? '';
}

async function subscribe(tenant: TestTenant, terms: object = {}, timing: 'advance' | 'arrear' = 'advance') {
  const component = { kind: 'recurring', name: 'Seat', timing, pricing: { model: 'flat', amount: 30 } } as const;
  const code = `seat-${customers}`;
  const plan = await tenant.caller.plans.create({ code, name: 'Seat', currency: 'USD', components: [component] });
  return tenant.caller.subscriptions.create({ customer_id: await customer(tenant), plan_id: plan.id, ...terms });
}
