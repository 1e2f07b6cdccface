import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiKey } from '@revenue/api/access/create-api-key';
import { systemContext } from '@revenue/api/context';
import { createTenant } from '@revenue/api/tenants/create-tenant';
import { openTestDatabase, type TestDatabase } from '@revenue/db/testing';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEnv } from './env.ts';
import { createLoggerTo } from './logger.ts';
import { buildServer } from './server.ts';
import { type OpenServices, openServices } from './services.ts';

let db: TestDatabase;
let opened: OpenServices;
let server: FastifyInstance;
let dataDir: string;
const lines: string[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'revenue-server-'));
  const env = parseEnv({ DATABASE_URL: db.adminUrl, DATA_DIR: dataDir, PUBLIC_URL: 'https://billing.example.com/' });
  const log = createLoggerTo('debug', { write: (line) => void lines.push(line) });
  const provided = { app_url: db.appUrl, system_url: db.systemUrl, description: 'test', stop: async () => {} };
  opened = await openServices(env, provided, log);
  server = await buildServer(opened.services, log);
});

afterAll(async () => {
  await server.close();
  await opened.stop();
  await db.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('the server', () => {
  it('is ready when the database answers and has every migration', async () => {
    const answer = await server.inject('/health/ready');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ status: 'ready', database: 'reachable', migrations: 'current' });
    expect((await server.inject('/health/live')).json()).toEqual({ status: 'live' });
  });

  it('says that it is not ready while the database refuses, and is ready again afterwards', async () => {
    await allowConnections(false);
    const lost = await server.inject('/health/ready');
    expect(lost.statusCode).toBe(503);
    expect(lost.json()).toMatchObject({ status: 'not_ready', database: expect.stringContaining('cannot be reached') });
    expect((await server.inject('/health/live')).statusCode).toBe(200);
    await allowConnections(true);
    expect((await server.inject('/health/ready')).statusCode).toBe(200);
  });

  it('counts wrong passwords by who is behind a proxy it trusts, and by nobody else’s word', async () => {
    const behind = await buildServer(opened.services, createLoggerTo('silent', { write: () => undefined }), {
      trusted_proxies: ['10.0.0.0/8'],
    });
    const guess = async (remoteAddress: string, at: number) => {
      const payload = { email: `guess-${at}@example.com`, password: 'wrong' };
      const headers = { 'x-forwarded-for': `203.0.113.${at}` };
      return (await behind.inject({ method: 'POST', url: '/auth/sign-in', remoteAddress, headers, payload }))
        .statusCode;
    };
    for (let at = 0; at < 51; at += 1) expect(await guess('10.0.0.5', at)).toBe(401);
    for (let at = 0; at < 50; at += 1) expect(await guess('192.0.2.1', at)).toBe(401);
    expect(await guess('192.0.2.1', 50)).toBe(429);
    await behind.close();
  });

  it('sends its security headers with every answer', async () => {
    for (const path of ['/', '/api/customers', '/openapi.json', '/docs/api', '/health/live']) {
      const { headers } = await server.inject(path);
      expect(headers, path).toMatchObject({
        'content-security-policy': expect.stringMatching(/script-src 'self';.*frame-ancestors 'none'/),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'strict-transport-security': expect.stringContaining('max-age='),
      });
    }
  });

  it('has no script inside the pages it makes itself', async () => {
    const { body } = await server.inject('/docs/api');
    expect(body).toContain('<script src="/docs/api/bundle/js/scalar.js"></script>');
    expect(body).not.toMatch(/<script>|<script type/);
    expect((await server.inject('/docs/api/bundle/js/scalar.js')).statusCode).toBe(200);
  });

  it('keeps a sane request id and replaces any other', async () => {
    const given = await server.inject({ url: '/health/live', headers: { 'x-request-id': 'order-4711-a' } });
    expect(given.headers['x-request-id']).toBe('order-4711-a');
    const replaced = await server.inject({ url: '/health/live', headers: { 'x-request-id': 'bad id\tand more' } });
    expect(replaced.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers an unknown address below a door with a problem, not with a page', async () => {
    for (const path of ['/api/nothing', '/auth/nothing', '/health/nothing', '/docs/nothing']) {
      const answer = await server.inject({ url: path, headers: { accept: 'text/html' } });
      expect(answer.statusCode, path).toBe(404);
      expect(answer.json(), path).toMatchObject({ status: 404, code: 'route_not_found' });
    }
  });

  it('logs neither passwords nor cookies nor what stands in a query', async () => {
    lines.length = 0;
    const payload = { email: 'nobody@example.com', password: 'hunter2hunter2' };
    const headers = { cookie: 'revenue_session=stolen-cookie', authorization: 'Bearer stolen-bearer' };
    await server.inject({ method: 'POST', url: '/auth/sign-in?token=in-the-query', payload, headers });
    server.log.info({ password: 'hunter2hunter2', nested: { token: 'stolen-bearer' } }, 'logged by mistake');
    const logged = lines.join('');
    expect(logged).toContain('"path":"/auth/sign-in"');
    for (const secret of ['hunter2', 'stolen', 'in-the-query']) expect(logged).not.toContain(secret);
  });

  it('answers a wrong public link with 404 and the page, and keeps it out of the log', async () => {
    lines.length = 0;
    const answer = await server.inject({ url: '/i/a-secret-of-somebody', headers: { accept: 'text/html' } });
    // Without a built web application there is no page to send.
    expect([404, 503]).toContain(answer.statusCode);
    expect(answer.headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-robots-tag': expect.stringContaining('noindex'),
      'cache-control': 'private, no-store',
    });
    expect((await server.inject('/i/a-secret-of-somebody/content')).json()).toMatchObject({ code: 'not_found' });
    expect(lines.join('')).toContain('"path":"/i/…');
    expect(lines.join('')).not.toContain('a-secret-of-somebody');
  });

  it('sends a file once', async () => {
    const { services } = opened;
    const { id } = await createTenant(services, { name: 'Files', slug: 'files' });
    const ctx = systemContext(services, id, 'test');
    const { secret } = await createApiKey(ctx, { name: 'test', role: 'owner' });
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'text/csv' };
    const payload = 'id,external_customer_id,meter,occurred_at\na,nobody,none,2026-01-01T00:00:00Z';
    const report = await server.inject({ method: 'POST', url: '/api/usage/imports', headers, payload });
    expect(report.statusCode).toBe(201);
    lines.length = 0;
    const path = `/api/usage/imports/${report.json().id}/rejections.csv`;
    const file = await server.inject({ url: path, headers: { authorization: headers.authorization } });
    expect(file.body).toContain('there is no meter');
    // The handler goes on after the last byte has left; a second answer would be told then.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(lines.filter((line) => line.includes('already sent') || line.includes('ALREADY_SENT'))).toEqual([]);
  });

  it('refuses a body that is too large', async () => {
    const payload = JSON.stringify({ email: 'a'.repeat(2_000_000), password: 'x' });
    const headers = { 'content-type': 'application/json' };
    const answer = await server.inject({ method: 'POST', url: '/auth/sign-in', payload, headers });
    expect(answer.statusCode).toBe(413);
  });
});

/** Cuts every connection to the database and keeps new ones out, as in a restart. */
async function allowConnections(allowed: boolean): Promise<void> {
  const name = new URL(db.adminUrl).pathname.slice(1);
  const url = new URL(db.adminUrl);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  await client.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS ${allowed}`);
  if (!allowed) {
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  }
  await client.end();
}
