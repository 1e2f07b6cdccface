import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../test/kit/start-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const create = (body: object, token = api.api_key) => api.rest('POST', '/api/api-keys', { body, token });

describe('an API key', () => {
  it('is shown once, names its tenant and is kept as a hash', async () => {
    const { status, body } = await create({ name: 'CI', role: 'finance' });
    expect(status).toBe(201);
    expect(body.secret).toMatch(new RegExp(`^rk_test_${api.tenant_id.replaceAll('-', '')}_[\\w-]{43}$`));
    const list = await api.rest('GET', '/api/api-keys');
    expect(list.text).not.toContain(body.secret);
    const rows = await api.db.withTenant(api.tenant_id, (tx) => tx.apiKey.findMany());
    expect(JSON.stringify(rows)).not.toContain(body.secret.slice(-43));
    const audit = await api.db.withTenant(api.tenant_id, (tx) => tx.auditEntry.findMany());
    expect(JSON.stringify(audit)).not.toContain(body.secret.slice(-43));
  });

  it('works on both doors with the role it was given and no more', async () => {
    const { body } = await create({ name: 'reader', role: 'viewer' });
    const token = body.secret;
    expect((await api.rest('GET', '/api/customers', { token })).status).toBe(200);
    expect((await api.rest('GET', '/trpc/customers.list?input=%7B%7D', { token })).status).toBe(200);
    const write = await api.rest('POST', '/api/customers', { token, body: { name: 'A', email: 'a@example.com' } });
    expect(write).toMatchObject({ status: 403, body: { code: 'role_too_low' } });
    expect((await create({ name: 'more' }, token)).status).toBe(403);
  });

  it('cannot make a key that may do more than itself', async () => {
    const { body } = await create({ name: 'admin', role: 'admin' });
    expect((await create({ name: 'owner', role: 'owner' }, body.secret)).status).toBe(403);
  });

  it('ends when it is revoked, at once and for good', async () => {
    const { body } = await create({ name: 'short', role: 'viewer' });
    const revoked = await api.rest('DELETE', `/api/api-keys/${body.id}`);
    expect(revoked.body.revoked_at).toBe('2026-01-11T10:30:00.000Z');
    expect((await api.rest('GET', '/api/customers', { token: body.secret })).status).toBe(401);
    expect((await api.rest('DELETE', `/api/api-keys/${body.id}`)).status).toBe(200);
  });

  it('does not open another tenant, whatever its text is changed to', async () => {
    const other = await api.addTenant('other');
    const moved = api.api_key.replace(api.tenant_id.replaceAll('-', ''), other.tenant_id.replaceAll('-', ''));
    expect((await api.rest('GET', '/api/customers', { token: moved })).status).toBe(401);
    const headers = { 'x-tenant-id': other.tenant_id };
    expect((await api.rest('GET', '/api/customers', { headers })).status).toBe(403);
  });

  it.each(['rk_test_nonsense', 'RK_LIVE_nonsense', 'rk-nonsense', 'sk_live_of_another_program'])(
    'that is none, as %s, is answered in words about keys',
    async (token) => {
      const { status, body } = await api.rest('GET', '/api/customers', { token });
      expect({ status, code: body.code }).toEqual({ status: 401, code: 'invalid_api_key' });
      expect(body.detail).toMatch(/^The API key is .* under Developers\.$/);
    },
  );

  it('is named as what may have been meant by a bearer token that is nothing at all', async () => {
    const { status, body } = await api.rest('GET', '/api/customers', { token: 'nonsense' });
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'invalid_session' });
    expect(body.detail).toContain('an API key begins with rk_live_ or rk_test_');
  });

  it('tells when it was last used', async () => {
    const { body } = await create({ name: 'used', role: 'viewer' });
    await api.rest('GET', '/api/customers', { token: body.secret });
    const { data } = (await api.rest('GET', '/api/api-keys')).body;
    const used = data.find((key: { id: string }) => key.id === body.id);
    expect(used.last_used_at).toBe('2026-01-11T10:30:00.000Z');
  });
});
