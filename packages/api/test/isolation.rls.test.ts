import { sendMail } from '@revenue/jobs/catalogue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, sendJson } from './kit/send-json.ts';
import { startApi, type TestApi, type TestTenant } from './kit/start-api.ts';

let api: TestApi;
let other: TestTenant;
let customer: Answer['body'];
let product: Answer['body'];
let key: Answer['body'];

beforeAll(async () => {
  api = await startApi();
  other = await api.addTenant('other');
  const body = { name: 'Secret Customer', email: 'secret@example.com', external_id: 'secret-1' };
  customer = (await api.rest('POST', '/api/customers', { body })).body;
  product = (await api.rest('POST', '/api/products', { body: { name: 'Secret Product', type: 'one_time', price: 7 } }))
    .body;
  key = (await api.rest('POST', '/api/api-keys', { body: { name: 'secret key' } })).body;
});
afterAll(() => api.stop());

describe('through the REST door another tenant', () => {
  it.each(['GET', 'PUT', 'DELETE'])('gets 404 for our customer (%s)', async (method) => {
    const options = method === 'PUT' ? { body: { name: 'Stolen' } } : {};
    const answer = await other.rest(method, `/api/customers/${customer.id}`, options);
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('Secret');
  });

  it.each(['GET', 'PUT'])('gets 404 for our product (%s)', async (method) => {
    const options = method === 'PUT' ? { body: { price: 1 } } : {};
    expect((await other.rest(method, `/api/products/${product.id}`, options)).status).toBe(404);
  });

  it('gets 404 for our plan and for what hangs on it', async () => {
    const pricing = { model: 'flat', amount: 7 };
    const components = [{ kind: 'recurring', timing: 'advance', name: 'Secret Fee', pricing }];
    const body = { code: 'secret', name: 'Secret Plan', currency: 'USD', components };
    const plan = (await api.rest('POST', '/api/plans', { body })).body;
    expect((await api.rest('GET', `/api/plans/${plan.id}/migrations`)).status).toBe(200);
    for (const path of [`/api/plans/${plan.id}`, `/api/plans/${plan.id}/migrations`])
      expect((await other.rest('GET', path)).status).toBe(404);
  });

  it('cannot revoke our key', async () => {
    expect((await other.rest('DELETE', `/api/api-keys/${key.id}`)).status).toBe(404);
  });

  it('finds nothing of ours in any list, however it searches', async () => {
    const lists = [
      'customers',
      `customers?q=secret`,
      `customers?q=${customer.id}`,
      'products',
      'products?q=secret',
      'api-keys',
    ];
    for (const list of lists) {
      expect((await other.rest('GET', `/api/${list}`)).text).not.toMatch(/secret/i);
    }
  });

  it('may use the same address and the same external id', async () => {
    const body = { name: 'Theirs', email: 'secret@example.com', external_id: 'secret-1' };
    expect((await other.rest('POST', '/api/customers', { body })).status).toBe(201);
  });

  it('cannot go on from a cursor of ours to our rows', async () => {
    await api.rest('POST', '/api/customers', { body: { name: 'Second', email: 'second@example.com' } });
    const { body } = await api.rest('GET', '/api/customers?limit=1');
    const answer = await other.rest('GET', `/api/customers?limit=100&cursor=${body.next_cursor}`);
    expect(answer.text).not.toContain(customer.id);
  });

  it('cannot take our place with a header', async () => {
    const options = { token: other.session_token, headers: { 'x-tenant-id': api.tenant_id } };
    expect((await sendJson(api.url, 'GET', '/api/customers', options)).status).toBe(403);
  });
});

describe('through the tRPC door another tenant', () => {
  it('neither sees nor changes what is ours', async () => {
    await expect(other.caller.customers.get({ id: customer.id })).rejects.toThrow(/no customer/);
    await expect(other.caller.customers.update({ id: customer.id, name: 'Stolen' })).rejects.toThrow(/no customer/);
    await expect(other.caller.products.update({ id: product.id, price: 1 })).rejects.toThrow(/no product/);
    expect((await other.caller.tenants.current()).slug).toBe('other');
  });
});

describe('inside a transaction of another tenant', () => {
  it('a statement without a filter sees and touches none of our rows', async () => {
    await api.db.withTenant(other.tenant_id, async (tx) => {
      const rows = [
        ...(await tx.customer.findMany()),
        ...(await tx.product.findMany()),
        ...(await tx.price.findMany()),
        ...(await tx.apiKey.findMany()),
        ...(await tx.membership.findMany()),
        ...(await tx.auditEntry.findMany()),
        ...(await tx.event.findMany()),
        ...(await tx.idempotencyKey.findMany()),
      ];
      expect(rows.filter((row) => row.tenant_id === api.tenant_id)).toEqual([]);
      const touched = await tx.customer.updateMany({ where: { tenant_id: api.tenant_id }, data: { name: 'Stolen' } });
      expect(touched.count).toBe(0);
      const tenants = await tx.tenant.findMany();
      expect(tenants.map((tenant) => tenant.id)).toEqual([other.tenant_id]);
    });
  });

  it('a row cannot be written into our tenant', async () => {
    const now = api.clock.now();
    const write = api.db.withTenant(other.tenant_id, (tx) =>
      tx.membership.create({
        data: {
          tenant_id: api.tenant_id,
          id: product.id,
          user_id: 'evil',
          email: 'e@x.y',
          role: 'owner',
          created_at: now,
        },
      }),
    );
    await expect(write).rejects.toThrow();
  });

  it('our customer is as it was', async () => {
    const { body } = await api.rest('GET', `/api/customers/${customer.id}`);
    expect(body).toMatchObject({ name: 'Secret Customer', version: 1 });
  });
});

describe('the queue', () => {
  const jobsSeenBy = (tenant: TestTenant) =>
    api.db.withTenantSql(tenant.tenant_id, async (client) => {
      const tables = ['pgboss.job', 'pgboss.job_common'];
      const seen = [];
      for (const table of tables) {
        const { rows } = await client.query<{ of: string }>(`SELECT DISTINCT data->>'tenant_id' AS of FROM ${table}`);
        seen.push(rows.map((row) => row.of));
      }
      return seen;
    });
  const enqueue = (as: TestTenant, of: TestTenant) =>
    api.db.withTenant(as.tenant_id, (tx) =>
      api.services.jobs.enqueue(tx, sendMail, { tenant_id: of.tenant_id, mail_id: key.id }),
    );

  it('shows a tenant its own jobs and none of another, whichever table is asked', async () => {
    await enqueue(api, api);
    await enqueue(other, other);
    expect(await jobsSeenBy(other)).toEqual([[other.tenant_id], [other.tenant_id]]);
    expect(await jobsSeenBy(api)).toEqual([[api.tenant_id], [api.tenant_id]]);
  });

  it('takes no job from a tenant in the name of another', async () => {
    await expect(enqueue(other, api)).rejects.toThrow(/row-level security/);
  });

  it('shows the system role all of them, which fetches and keeps them', async () => {
    const rows = await api.db.withSystem(
      'a test looks at the queue',
      (tx) =>
        tx.$queryRaw<
          { of: string }[]
        >`SELECT DISTINCT data->>'tenant_id' AS of FROM pgboss.job WHERE name = 'mail.send'`,
    );
    expect(rows.map((row) => row.of).sort()).toEqual([api.tenant_id, other.tenant_id].sort());
  });
});
