import { newId } from '@revenue/db/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../../../test/kit/start-api.ts';
import { type AuthServerStandIn, json, startAuthServer } from '../../../test/kit/start-auth-server.ts';
import { createAuthServer } from './auth-server.ts';

let server: AuthServerStandIn;
let api: TestApi;
let serial = 0;
let token = '';

beforeAll(async () => {
  server = await startAuthServer();
  api = await startApi({
    auth: ({ clock }) => createAuthServer({ url: `${server.url}/`, clock, timeout_ms: 300, cache_ms: 10_000 }),
  });
});
afterAll(async () => {
  await api.stop();
  await server.stop();
});
// A token of its own for each test, so that no answer is remembered from another.
beforeEach(() => {
  serial += 1;
  token = `session-${serial}`;
});

const ask = (headers: Record<string, string> = {}) => api.rest('GET', '/api/customers', { token, headers });
const whoAmI = async () => (await api.rest('GET', '/auth/session', { token })).body;
const user = (fields: object = {}) => ({ id: `u-${serial}`, email: `Person${serial}@elsewhere.example`, ...fields });
const welcome = (fields: object = {}) => {
  const person = user(fields);
  server.answerWith((_request, response) => json(response, 200, { valid: true, user: person }));
};
const addMembership = (tenant_id: string, user_id: string, role: string) =>
  api.db.withTenant(tenant_id, (tx) =>
    tx.membership.create({
      data: {
        tenant_id,
        id: newId(api.clock.now()),
        user_id,
        email: `${user_id}@x.example`,
        role,
        created_at: api.clock.now(),
      },
    }),
  );

describe('sessions of an auth server', () => {
  it('are asked for by the protocol and let in whom it knows, in the tenant and role it names', async () => {
    welcome({ tenant_id: api.tenant_id, role: 'support', name: 'Ada' });
    expect((await ask()).status).toBe(200);
    expect(server.asked.at(-1)).toEqual({ sessionToken: token });
    expect(await whoAmI()).toMatchObject({ actor: { role: 'support', name: 'Ada' }, tenant: { slug: 'acme' } });
  });

  it('get the least role where the server names a tenant and no role', async () => {
    welcome({ tenant_id: api.tenant_id });
    expect((await whoAmI()).actor.role).toBe('viewer');
    const write = await api.rest('POST', '/api/customers', { token, body: { name: 'A', email: 'a@example.com' } });
    expect(write.status).toBe(403);
    expect(write.body.code).toBe('role_too_low');
  });

  it('belong to the tenants of their membership, by subject or by address', async () => {
    welcome();
    await addMembership(api.tenant_id, `u-${serial}`, 'finance');
    expect(await whoAmI()).toMatchObject({ actor: { role: 'finance' } });
    token = `${token}-again`;
    welcome({ id: 'another-subject', email: `u-${serial}@x.example` });
    expect(await whoAmI()).toMatchObject({ actor: { role: 'finance' } });
  });

  it('choose among several tenants by header and cannot choose one that is not theirs', async () => {
    const [second, foreign] = [await api.addTenant(`second-${serial}`), await api.addTenant(`foreign-${serial}`)];
    welcome();
    await addMembership(api.tenant_id, `u-${serial}`, 'owner');
    await addMembership(second.tenant_id, `u-${serial}`, 'viewer');
    const headers = { 'x-tenant-id': second.tenant_id.toUpperCase() };
    const session = await api.rest('GET', '/auth/session', { token, headers });
    expect(session.body).toMatchObject({ tenant: { id: second.tenant_id }, actor: { role: 'viewer' } });
    expect(session.body.tenants).toHaveLength(2);
    expect((await ask({ 'x-tenant-id': foreign.tenant_id })).status).toBe(403);
    expect((await ask({ 'x-tenant-id': 'nonsense' })).status).toBe(403);
  });

  it('of somebody who belongs nowhere answer 403 with what to do, even if the server invents a tenant', async () => {
    welcome({ tenant_id: '019b0000-0000-7000-8000-000000000000', role: 'owner' });
    const answer = await ask();
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'no_tenant', detail: expect.stringContaining('belongs to no tenant') });
  });

  it('that the server calls invalid answer 401', async () => {
    server.answerWith((_request, response) => json(response, 200, { valid: false }));
    expect((await ask()).status).toBe(401);
    server.answerWith((_request, response) => json(response, 401, { error: 'unknown session' }));
    expect((await ask()).status).toBe(401);
    server.answerWith((_request, response) => response.writeHead(401).end());
    expect((await ask()).status).toBe(401);
    server.answerWith((_request, response) => response.writeHead(403).end('<p>Forbidden</p>'));
    expect((await ask()).status).toBe(401);
  });

  it.each([
    ['answers 500', (response) => json(response, 500, { valid: true, user: user() })],
    ['answers no JSON', (response) => response.end('<html>valid</html>')],
    ['answers {valid: "true"}', (response) => json(response, 200, { valid: 'true', user: user() })],
    ['answers valid without a user', (response) => json(response, 200, { valid: true })],
    ['answers null', (response) => json(response, 200, null)],
    ['redirects', (response) => response.writeHead(302, { location: '/elsewhere' }).end()],
    ['hangs up', (response) => response.destroy()],
    ['is slow', (response) => setTimeout(() => json(response, 200, { valid: true, user: user() }), 1000).unref()],
  ] as [string, (response: import('node:http').ServerResponse) => void][])(
    'of a server that %s answer 503 and let nobody in',
    async (_what, answer) => {
      server.answerWith((_request, response) => answer(response));
      const refused = await ask();
      expect(refused.status).toBe(503);
      expect(refused.body.code).toBe('auth_server_unavailable');
      expect(refused.text).not.toContain(server.url);
    },
  );

  it('are believed for a short time only', async () => {
    welcome({ tenant_id: api.tenant_id, role: 'viewer' });
    await ask();
    const asked = server.asked.length;
    await ask();
    expect(server.asked).toHaveLength(asked);
    server.answerWith((_request, response) => json(response, 200, { valid: false }));
    api.clock.moveTo(new Date(api.clock.now().getTime() + 11_000));
    expect((await ask()).status).toBe(401);
  });

  it('are not opened here: signing in tells where, and takes the token that was got there as the cookie', async () => {
    const refused = await api.rest('POST', '/auth/sign-in', { token: null, body: { email: 'a@b.c', password: 'x' } });
    expect(refused).toMatchObject({ status: 403, body: { code: 'accounts_elsewhere' } });
    welcome({ tenant_id: api.tenant_id, role: 'viewer' });
    const adopted = await api.rest('POST', '/auth/sign-in', { token: null, body: { session_token: token } });
    expect(adopted.status).toBe(200);
    expect(adopted.headers.get('set-cookie')).toContain(token);
    expect((await api.rest('POST', '/auth/validate', { body: { sessionToken: token } })).status).toBe(404);
  });

  it('of a server that is down answer 503, while API keys still work', async () => {
    await server.stop();
    expect((await ask()).status).toBe(503);
    expect((await api.rest('GET', '/api/customers')).status).toBe(200);
  });
});
