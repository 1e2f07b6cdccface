// A server for the browser tests: real PostgreSQL in a folder that goes away, the real server and the built web
// application, one test tenant and its owner made by the real operations. `pnpm test:e2e` (scripts/e2e.ts) runs it and
// gives the tests E2E_BASE_URL, E2E_EMAIL and E2E_PASSWORD. By itself it prints them and serves until it is stopped.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseEnv } from '../apps/revenue-server/src/env.ts';
import { createLogger } from '../apps/revenue-server/src/logger.ts';
import { type Running, runRevenue } from '../apps/revenue-server/src/run.ts';
import { untilToldToStop } from '../apps/revenue-server/src/signals.ts';
import { addMember } from '../packages/api/src/access/add-member.ts';
import { systemContext } from '../packages/api/src/context.ts';
import { createTenant } from '../packages/api/src/tenants/create-tenant.ts';
import { ensureDatabase } from '../packages/db/src/ensure-database.ts';
import { startTestServer } from '../packages/db/src/testing/test-server.ts';

export const E2E_OWNER = { email: 'owner@example.com', password: 'correct horse battery' };
/** Of a company of its own, whose time is advanced: nobody else's tests may notice. */
export const E2E_TRAVELLER = { email: 'traveller@example.com', password: E2E_OWNER.password };

export type E2eServer = { base_url: string; stop(): Promise<void> };

export async function startE2eServer(port?: number): Promise<E2eServer> {
  const data_dir = await mkdtemp(join(tmpdir(), 'revenue-e2e-'));
  const postgres = await startTestServer();
  const variables = {
    DATABASE_URL: await ensureDatabase(postgres.adminUrl, 'revenue'),
    DATA_DIR: data_dir,
    PORT: String(port ?? (await freePort())),
    LOG_LEVEL: 'warn',
  };
  const env = parseEnv(variables);
  const running = await runRevenue(env, createLogger(env, join(data_dir, 'revenue.log')), { schedules: false });
  await addCompany(running, { slug: 'test-company', name: 'Test company' }, { ...E2E_OWNER, name: 'Olivia Owner' });
  await addCompany(running, { slug: 'travellers', name: 'Travellers' }, { ...E2E_TRAVELLER, name: 'Tara Traveller' });
  const stop = async () => {
    await running.stop();
    await postgres.stop();
    await rm(data_dir, { recursive: true, force: true });
  };
  return { base_url: env.public_url, stop };
}

type Person = { email: string; password: string; name: string };

async function addCompany(
  { services }: Running,
  company: { slug: string; name: string },
  owner: Person,
): Promise<void> {
  const tenant = await createTenant(services, { ...company, mode: 'test' });
  await addMember(systemContext(services, tenant.id, 'e2e'), { ...owner, role: 'owner' });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const told = untilToldToStop();
  const server = await startE2eServer(process.env.E2E_PORT ? Number(process.env.E2E_PORT) : undefined);
  console.log(`E2E_BASE_URL=${server.base_url}\nE2E_EMAIL=${E2E_OWNER.email}\nE2E_PASSWORD=${E2E_OWNER.password}`);
  await told;
  await server.stop();
  process.exit(0);
}
