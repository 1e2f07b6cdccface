import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { createDatabase } from '@revenue/db/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type TestApi } from './kit/start-api.ts';

let api: TestApi;

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
