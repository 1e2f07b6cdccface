import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../../test/kit/start-api.ts';
import { createApiKey } from '../access/create-api-key.ts';
import { systemContext } from '../context.ts';
import { handlersOf } from '../jobs/handlers.ts';
import { createTenant } from '../tenants/create-tenant.ts';
import { onEveryClock, servicesOf } from '../tenants/tenant-clock.ts';
import { executeAdvance } from './execute-advance.ts';

const NOW = '2026-01-11T10:30:00Z';
let api: TestApi;
let acme: TestTenant;
let tenants = 0;

beforeAll(async () => {
  api = await startApi({ now: NOW });
});
beforeEach(async () => {
  api.clock.moveTo(NOW);
  tenants += 1;
  acme = await api.addTenant(`clocked-${tenants}`);
});
afterEach(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
});
afterAll(() => api.stop());

const advance = (body: object, tenant = acme) => tenant.rest('POST', '/api/test-clock/advance', { body });
const clockOf = async (tenant = acme) => (await tenant.rest('GET', '/api/test-clock')).body;

async function carryOut(advance_id: string, tenant = acme): Promise<void> {
  await handlersOf(api.services).advanceTestClock(
    { tenant_id: tenant.tenant_id, advance_id },
    { id: 'job', is_last: false },
  );
}

async function travel(body: object, tenant = acme) {
  const begun = await advance(body, tenant);
  expect(begun.status, begun.text).toBe(202);
  await carryOut(begun.body.advance.id, tenant);
  return clockOf(tenant);
}

async function subscribe(tenant = acme, terms: object = {}, time_zone = 'UTC') {
  const customer = { name: 'Ada', email: 'ada@example.com', country: 'US', currency: 'USD', time_zone };
  const { id: customer_id } = (await tenant.rest('POST', '/api/customers', { body: customer })).body;
  const components = [{ kind: 'recurring', name: 'Seat', pricing: { model: 'flat', amount: 30 } }];
  const plan = await tenant.rest('POST', '/api/plans', {
    body: { code: 'seat', name: 'Seat', currency: 'USD', components },
  });
  const body = { customer_id, plan_id: plan.body.id, ...terms };
  const made = await tenant.rest('POST', '/api/subscriptions', { body });
  expect(made.status, made.text).toBe(201);
  return made.body;
}

const left = () =>
  api.db.withTenant(acme.tenant_id, (tx) => tx.testClockJob.count({ where: { tenant_id: acme.tenant_id } }));

const invoices = async (tenant = acme) => (await tenant.rest('GET', '/api/invoices?sort=issue_date')).body.data;

describe('a test clock', () => {
  test('is real time until it is advanced, and then stands still', async () => {
    expect(await clockOf()).toMatchObject({
      mode: 'test',
      is_own: false,
      now: '2026-01-11T10:30:00.000Z',
      advance: null,
    });
    const arrived = await travel({ days: 7 });
    expect(arrived).toMatchObject({
      is_own: true,
      now: '2026-01-18T10:30:00.000Z',
      today: '2026-01-18',
      real_now: '2026-01-11T10:30:00.000Z',
      may_return: false,
      advance: { status: 'completed', from: '2026-01-11T10:30:00.000Z', reached: '2026-01-18T10:30:00.000Z' },
    });
    api.clock.moveTo('2026-01-12T00:00:00Z');
    expect((await clockOf()).now).toBe('2026-01-18T10:30:00.000Z');
  });

  test('tells the time to everything that is done for the tenant, and to nobody else', async () => {
    await travel({ to: '2026-03-01' });
    const customer = { name: 'Bo', email: 'bo@example.com', country: 'US', currency: 'USD', time_zone: 'UTC' };
    const { id: customer_id } = (await acme.rest('POST', '/api/customers', { body: customer })).body;
    const items = [{ description: 'Licence', unit_price: 298 }];
    const invoice = await acme.rest('POST', '/api/invoices', { body: { customer_id, items } });
    expect(invoice.body).toMatchObject({ issue_date: '2026-03-01', created_at: '2026-03-01T00:00:00.000Z' });
    const overview = await acme.rest('GET', '/api/overview');
    expect(overview.body.today).toBe('2026-03-01');
    expect((await servicesOf(api.services, api.tenant_id)).clock.now()).toEqual(new Date(NOW));
  });

  test('bills and counts what happened on the way', async () => {
    const subscription = await subscribe();
    const arrived = await travel({ days: 65 });
    expect((await invoices()).map((one: { issue_date: string }) => one.issue_date)).toEqual([
      '2026-01-11',
      '2026-02-11',
      '2026-03-11',
    ]);
    expect(arrived.advance).toMatchObject({
      invoiced: [{ currency: 'USD', invoices: 3, total: 90 }],
      subscriptions: [{ id: subscription.id, customer_name: 'Ada', plan_name: 'Seat', event: 'subscription.renewed' }],
    });
    const count = (type: string) => arrived.advance.happened.find((one: { type: string }) => one.type === type)?.count;
    expect(count('invoice.created')).toBe(3);
    expect(arrived.advance.invoices).toHaveLength(3);
    expect(arrived.next_renewal_at).toBe('2026-04-11T00:00:00.000Z');
  });

  test('goes to the next renewal and bills it there', async () => {
    await subscribe();
    await travel({ days: 1 });
    const arrived = await travel({ until: 'next_renewal' });
    expect(arrived.now).toBe('2026-02-11T00:00:00.000Z');
    expect(await invoices()).toHaveLength(2);
  });

  test('ends trials to the hour where the customer is, and tells of it days before', async () => {
    const kolkata = 'Asia/Kolkata';
    await subscribe(acme, { trial_days: 14, trial_without_method: 'cancel' }, kolkata);
    const { trial_end } = (await acme.rest('GET', '/api/subscriptions')).body.data[0];
    expect(trial_end).toBe('2026-01-25');
    await travel({ days: 20 });
    const events = await api.db.withTenant(acme.tenant_id, (tx) =>
      tx.event.findMany({
        where: { tenant_id: acme.tenant_id, type: { in: ['trial.ending', 'subscription.canceled'] } },
        orderBy: { id: 'asc' },
      }),
    );
    // Midnight in Kolkata is at half past six in the evening, and the schedules run at whole hours.
    expect(events.map(({ type, created_at }) => [type, created_at.toISOString()])).toEqual([
      ['trial.ending', '2026-01-21T19:00:00.000Z'],
      ['subscription.canceled', '2026-01-24T19:00:00.000Z'],
    ]);
    expect(await invoices()).toEqual([]);
  });

  test('tells of a renewal when its days of notice begin where the customer is', async () => {
    await acme.caller.subscription_policy.update({ renewal_notice_days: 5 });
    await subscribe(acme, {}, 'Asia/Kolkata');
    await travel({ days: 28 });
    const events = await api.db.withTenant(acme.tenant_id, (tx) =>
      tx.event.findMany({ where: { tenant_id: acme.tenant_id, type: 'subscription.renewing' } }),
    );
    expect(events.map(({ created_at }) => created_at.toISOString())).toEqual(['2026-02-05T19:00:00.000Z']);
  });

  test('keeps mails whatever this server sends them with', async () => {
    const sending = { ...api.services.mail, name: 'smtp' as const };
    const services = { ...api.services, mail: sending };
    expect((await servicesOf(services, acme.tenant_id)).mail.name).toBe('smtp');
    await travel({ days: 1 });
    expect((await servicesOf(services, acme.tenant_id)).mail.name).toBe('test_clock');
  });

  test('leaves keys and the log of who did what on the time that is real', async () => {
    await travel({ days: 10 });
    const key = await acme.rest('POST', '/api/api-keys', { body: { name: 'k', role: 'viewer' } });
    expect(key.body.created_at).toBe('2026-01-11T10:30:00.000Z');
    const { data } = (await acme.rest('GET', '/api/audit-log?action=api_key.created&limit=1')).body;
    expect(data[0]).toMatchObject({
      created_at: '2026-01-21T10:30:00.000Z',
      recorded_at: '2026-01-11T10:30:00.000Z',
    });
  });
});

describe('an advance', () => {
  test('is refused for a live company, by the operation and by the database', async () => {
    const { id } = await createTenant(api.services, { name: 'Live', slug: `live-${tenants}`, mode: 'live' });
    const ctx = systemContext(api.services, id, 'test');
    const { secret } = await createApiKey(ctx, { name: 'k', role: 'owner' });
    const refused = await api.rest('POST', '/api/test-clock/advance', { token: secret, body: { days: 1 } });
    expect([refused.status, refused.body.code]).toEqual([409, 'not_a_test_tenant']);
    const stamps = { created_at: new Date(NOW), updated_at: new Date(NOW) };
    for (const mode of ['live', 'test']) {
      const row = { tenant_id: id, mode, now_at: new Date(NOW), ...stamps };
      await expect(api.db.withTenant(id, (tx) => tx.testClock.create({ data: row }))).rejects.toThrow();
    }
    expect((await api.rest('GET', '/api/test-clock', { token: secret })).body).toMatchObject({
      mode: 'live',
      is_own: false,
    });
  });

  test('is refused while another is under way, also of two at once', async () => {
    const answers = await Promise.all([advance({ days: 3 }), advance({ days: 4 })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect((await advance({ days: 1 })).body.code).toBe('clock_advancing');
  });

  test('goes forward only, and the database holds it to that', async () => {
    await travel({ to: '2026-02-01' });
    const back = await advance({ to: '2026-01-20' });
    expect([back.status, back.body.code, back.body.errors[0].path]).toEqual([422, 'validation_failed', 'to']);
    const rewind = api.db.withTenant(acme.tenant_id, (tx) =>
      tx.testClock.update({ where: { tenant_id: acme.tenant_id }, data: { now_at: new Date(NOW) } }),
    );
    await expect(rewind).rejects.toThrow(/goes forward only/);
  });

  test('needs an admin', async () => {
    await expect(acme.callerAs('finance').test_clock.advance({ days: 1 })).rejects.toThrow(/role admin/);
    await expect(acme.callerAs('viewer').test_clock.get({})).resolves.toMatchObject({ is_own: false });
  });

  test('can be stopped on its way; what happened until then stays', async () => {
    await subscribe();
    const { id } = (await advance({ days: 90 })).body.advance;
    const stopping = stopWhen((reached) => reached >= '2026-02-11');
    await executeAdvance(api.services, { tenant_id: acme.tenant_id, advance_id: id }, { is_last: false }, stopping);
    const stopped = await clockOf();
    expect(stopped.advance).toMatchObject({ status: 'stopped', reached: stopped.now });
    expect(stopped.now < '2026-02-13').toBe(true);
    expect(await invoices()).toHaveLength(2);
    await carryOut(id);
    expect((await clockOf()).now).toBe(stopped.now);
    expect((await travel({ days: 30 })).advance.status).toBe('completed');
    expect((await acme.rest('POST', '/api/test-clock/stop', { body: {} })).status).toBe(409);
  });

  test('that is cut off goes on where it was, and bills nothing twice', async () => {
    await subscribe();
    const { id } = (await advance({ days: 70 })).body.advance;
    const journey = { tenant_id: acme.tenant_id, advance_id: id };
    const dying = dieAt('2026-02-11');
    await expect(executeAdvance(api.services, journey, { is_last: false }, dying)).rejects.toThrow('killed');
    expect((await clockOf()).advance.status).toBe('running');
    await carryOut(id);
    expect((await clockOf()).advance.status).toBe('completed');
    expect(await invoices()).toHaveLength(3);
  });

  test('is lived through by one worker at a time', async () => {
    await subscribe();
    const { id } = (await advance({ days: 40 })).body.advance;
    const both = await Promise.allSettled([carryOut(id), carryOut(id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await clockOf()).advance.status).toBe('completed');
    expect(await invoices()).toHaveLength(2);
  });

  test('that can not go on after the last try has failed, says so, and lets another begin', async () => {
    await subscribe();
    const { id } = (await advance({ days: 70 })).body.advance;
    const journey = { tenant_id: acme.tenant_id, advance_id: id };
    await expect(executeAdvance(api.services, journey, { is_last: true }, dieAt('2026-02-11'))).rejects.toThrow();
    expect((await clockOf()).advance).toMatchObject({ status: 'failed', failure: expect.stringContaining('log') });
    expect(await left()).toBe(0);
    expect((await travel({ to: '2026-03-01' })).advance.status).toBe('completed');
    expect(await invoices()).toHaveLength(2);
  });

  test('whose waiting job is cancelled has been stopped, and another can begin', async () => {
    await advance({ days: 3 });
    const [job] = (await acme.rest('GET', '/api/jobs?name=clock.advance')).body.data;
    expect((await acme.rest('POST', `/api/jobs/${job.id}/cancel`)).status).toBe(200);
    expect((await clockOf()).advance.status).toBe('stopped');
    expect((await travel({ days: 1 })).now).toBe('2026-01-12T10:30:00.000Z');
  });

  test('that was stopped while its worker was dead leaves what it had begun to the queue of the server', async () => {
    await subscribe();
    const { id } = (await advance({ days: 5 })).body.advance;
    await api.db.withTenant(acme.tenant_id, (tx) =>
      tx.testClockJob.create({
        data: {
          tenant_id: acme.tenant_id,
          id,
          name: 'invoices.send',
          payload: { tenant_id: acme.tenant_id, invoice_ids: [] },
          created_at: new Date(NOW),
        },
      }),
    );
    await acme.rest('POST', '/api/test-clock/stop', { body: {} });
    await carryOut(id);
    expect(await left()).toBe(0);
    expect((await acme.rest('GET', '/api/jobs?name=invoices.send')).body.data).toHaveLength(1);
  });

  test('hands a job that fails to the queue of the server', async () => {
    await subscribe();
    const { id } = (await advance({ days: 1 })).body.advance;
    const journey = { tenant_id: acme.tenant_id, advance_id: id };
    const failing = (services: Parameters<typeof handlersOf>[0]) => ({
      ...handlersOf(services),
      executeBillingRun: async () => Promise.reject(new Error('no')),
    });
    await executeAdvance(api.services, journey, { is_last: false }, failing);
    const { data } = (await acme.rest('GET', '/api/jobs?name=billing.run')).body;
    expect(data).toHaveLength(1);
    expect(await left()).toBe(0);
  });
});

describe('back to real time', () => {
  test('is not needed for the hourly work, which a failure on the clock of the machine does not keep from test clocks', async () => {
    await travel({ days: 1 });
    const seen: (string | undefined)[] = [];
    const work = async ({ own_clock }: typeof api.services) => {
      seen.push(own_clock?.tenant_id);
      if (!own_clock) throw new Error('one of the live tenants failed');
    };
    await expect(onEveryClock(api.services, work)).rejects.toThrow('one of the live tenants failed');
    expect(seen[0]).toBeUndefined();
    expect(seen).toContain(acme.tenant_id);
  });

  test('a company whose time lies in the future cannot go; one that real time has caught up with can', async () => {
    await travel({ days: 2 });
    const early = await acme.rest('DELETE', '/api/test-clock');
    expect([early.status, early.body.code]).toEqual([409, 'tenant_in_future']);
    api.clock.moveTo('2026-01-20T00:00:00Z');
    expect((await clockOf()).may_return).toBe(true);
    const back = await acme.rest('DELETE', '/api/test-clock');
    expect(back.body).toMatchObject({ is_own: false, now: '2026-01-20T00:00:00.000Z' });
    expect((await acme.rest('DELETE', '/api/test-clock')).status).toBe(404);
  });
});

/** Handlers that stop the advance once they see the clock at an instant. */
function stopWhen(isThere: (now: string) => boolean) {
  return (services: Parameters<typeof handlersOf>[0]) => {
    const handlers = handlersOf(services);
    return {
      ...handlers,
      executeBillingRun: async (...call: Parameters<typeof handlers.executeBillingRun>) => {
        await handlers.executeBillingRun(...call);
        if (isThere(services.clock.now().toISOString())) await acme.rest('POST', '/api/test-clock/stop', { body: {} });
      },
    };
  };
}

/** Handlers of a worker that dies, with all it has in hand, when the clock comes to a day. */
function dieAt(day: string) {
  return (services: Parameters<typeof handlersOf>[0]) => {
    if (services.clock.now().toISOString() >= day) throw new Error('killed');
    return handlersOf(services);
  };
}
