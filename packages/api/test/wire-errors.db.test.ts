import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendJson } from './kit/send-json.ts';
import { startApi, type TestApi } from './kit/start-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const post = (raw: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  api.rest('POST', '/api/customers', { raw, headers });
const trpc = (path: string, raw: string) => api.rest('POST', `/trpc/${path}`, { raw });

describe('what the REST door says of a request it cannot take', () => {
  it.each([
    ['broken JSON', '{"name": '],
    ['no JSON at all', 'name=Ada'],
    ['trailing text', '{} x'],
    ['bytes that are not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ])('answers 422 to %s', async (_what, raw) => {
    const answer = await post(raw);
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ code: 'malformed_body', status: 422, errors: [{ path: '' }] });
    expect(answer.body.request_id).toBe(answer.headers.get('x-request-id'));
  });

  it.each(['[]', '"text"', '7', '[{"name":"Ada"}]'])('answers 422 to a body that is no object: %s', async (raw) => {
    const answer = await post(raw);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ path: '' }]);
  });

  it('answers 422 with the path where text cannot be stored', async () => {
    const nul = await post('{"name":"a\\u0000b","email":"a@example.com"}');
    const half = await post('{"name":"Ada","email":"a@example.com","metadata":{"x":["\\ud800"]}}');
    expect([nul.status, half.status]).toEqual([422, 422]);
    expect(nul.body.errors).toMatchObject([{ path: 'name' }]);
    expect(half.body.errors).toMatchObject([{ path: 'metadata.x[0]' }]);
  });

  it('answers 422 to a name in the metadata that would be left out', async () => {
    const answer = await post('{"name":"Ada","email":"a@example.com","metadata":{"a":{"__proto__":1}}}');
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ path: 'metadata.a.__proto__' }]);
  });

  it('answers 422 to a number that no number can hold', async () => {
    const answer = await api.rest('POST', '/api/products', { raw: '{"name":"X","type":"one_time","price":1e400}' });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ path: 'price' }]);
  });

  it('answers 422 to nesting without end', async () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const answer = await post(`{"name":"Ada","email":"a@example.com","metadata":${deep}}`);
    expect(answer.status).toBe(422);
  });

  it('answers 415 to another media type and 413 to a body without measure', async () => {
    const xml = await post('<a/>', { 'content-type': 'application/xml' });
    const large = await post(`{"name":"${'x'.repeat(1_100_000)}"}`);
    expect([xml.status, large.status]).toEqual([415, 413]);
    expect(large.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('answers 422 to an id that is none', async () => {
    const answer = await api.rest('GET', '/api/customers/1');
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ path: 'id' }]);
  });

  it('answers 404 to a route that is none, in the same words', async () => {
    const answer = await api.rest('GET', '/api/nothing/here');
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: 'route_not_found', status: 404, errors: [] });
  });

  it('answers 401 without a credential and with a wrong one, and says how to get one', async () => {
    for (const token of [null, 'x', 'rk_test_nonsense', `rk_test_${'0'.repeat(32)}_${'a'.repeat(43)}`]) {
      const answer = await api.rest('GET', '/api/customers', { token });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('never tells where in the code it failed', async () => {
    const answers = [await post('{'), await api.rest('GET', '/api/customers?cursor=e30'), await post('{"name":1}')];
    for (const answer of answers) expect(answer.text).not.toMatch(/node_modules|\.ts:|at \w+ \(/);
  });
});

describe('what the tRPC door says of the same', () => {
  it('answers 422 with the path of each fault', async () => {
    const answer = await trpc('customers.create', '{"name":7,"email":"x"}');
    expect(answer.status).toBe(422);
    expect(answer.body.error.data).toMatchObject({ code: 'validation_failed', status: 422 });
    expect(answer.body.error.data.errors.map((fault: { path: string }) => fault.path)).toEqual(['name', 'email']);
  });

  it('answers 422 to a body that is not JSON', async () => {
    const answer = await trpc('customers.create', '{"name": ');
    expect(answer.status).toBe(422);
    expect(answer.body.error.data.code).toBe('malformed_body');
  });

  it('answers 422 to 1e400', async () => {
    const answer = await trpc('products.create', '{"name":"X","type":"one_time","price":1e400}');
    expect(answer.status).toBe(422);
    expect(answer.body.error.data.errors).toMatchObject([{ path: 'price' }]);
  });

  it('answers 404 to a procedure that is none and 401 to a stranger', async () => {
    expect((await trpc('customers.nothing', '{}')).status).toBe(404);
    const stranger = await api.rest('GET', '/trpc/customers.list?input=%7B%7D', { token: null });
    expect(stranger.status).toBe(401);
    expect(stranger.body.error.data.code).toBe('unauthenticated');
  });

  it('refuses a batch without end', async () => {
    const names = Array.from({ length: 21 }, () => 'customers.list').join(',');
    const answer = await api.rest('GET', `/trpc/${names}?batch=1&input=%7B%7D`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  it('tells nothing of where in the code it failed', async () => {
    const answer = await trpc('customers.create', '{"name":7}');
    expect(answer.text).not.toContain('stack');
  });
});

describe('the session cookie', () => {
  const withCookie = (method: string, path: string, headers: Record<string, string>) =>
    sendJson(api.url, method, path, {
      token: null,
      ...(method === 'GET' ? {} : { body: { name: 'Ada', email: `${Math.trunc(performance.now())}@example.com` } }),
      headers: { cookie: `revenue_session=${api.session_token}`, ...headers },
    });

  it('lets our own pages read and write', async () => {
    expect((await withCookie('GET', '/api/customers', {})).status).toBe(200);
    expect((await withCookie('POST', '/api/customers', { 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  });

  it('lets no other page write, through either door', async () => {
    for (const path of ['/api/customers', '/trpc/customers.create']) {
      const foreign = await withCookie('POST', path, { 'sec-fetch-site': 'cross-site' });
      const older = await withCookie('POST', path, { origin: 'https://evil.example' });
      expect([foreign.status, older.status]).toEqual([403, 403]);
    }
  });
});
