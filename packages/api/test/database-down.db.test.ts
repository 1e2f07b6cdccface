import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '@revenue/db/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseFault } from '../src/database-faults.ts';
import { startApi, type TestApi } from './kit/start-api.ts';

let api: TestApi;

/** Ends a connection as a restart of PostgreSQL does, while nothing is asked of it. */
async function cutOff(pid: number | undefined): Promise<void> {
  await api.db.withTenantSql(api.tenant_id, (client) => client.query('SELECT pg_terminate_backend($1)', [pid]));
  await sleep(100);
}

beforeAll(async () => {
  const url = `postgres://nobody@127.0.0.1:${await closedPort()}/nothing`;
  api = await startApi();
  // From now on nothing listens where the database was.
  Object.assign(api.services, { db: createDatabase({ appUrl: url, systemUrl: url }) });
});
afterAll(() => api.stop());

it('answers 503 and when to come back while the database cannot be reached, through either door', async () => {
  const rest = await api.rest('GET', '/api/customers');
  expect(rest).toMatchObject({ status: 503, body: { code: 'database_unavailable' } });
  expect(rest.headers.get('retry-after')).toBe('5');
  const trpc = await api.rest('GET', '/trpc/customers.list?input=%7B%7D');
  expect(trpc.status).toBe(503);
  expect(trpc.text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1/);
});

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it('loses a transaction with its connection, and nothing else: the process goes on and so does the next transaction', async () => {
  const pid = 'SELECT pg_backend_pid() AS pid';
  const cut = api.db.withTenantSql(api.tenant_id, async (client) => {
    const { rows } = await client.query<{ pid: number }>(pid);
    await cutOff(rows[0]?.pid);
    await client.query('SELECT 1');
  });
  const fault = await cut.catch((error: unknown) => databaseFault(error));
  expect(fault).toMatchObject({ code: 'database_unavailable' });
  const { rows } = await api.db.withTenantSql(api.tenant_id, (client) => client.query(pid));
  expect(rows).toHaveLength(1);
});
