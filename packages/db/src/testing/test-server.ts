import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../embedded.ts';

/** Durability is for data that matters: a test server may lose everything in a crash and is faster for it. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

export interface TestServer {
  adminUrl: string;
  stop(): Promise<void>;
}

/** A PostgreSQL for one run: `TEST_DATABASE_URL` when set, otherwise an embedded one in a folder that goes away. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { adminUrl: given, stop: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'revenue-test-'));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), settings: FAST });
  return {
    adminUrl: server.adminUrl,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
      await rm(server.dataDir, { recursive: true, force: true });
    },
  };
}
