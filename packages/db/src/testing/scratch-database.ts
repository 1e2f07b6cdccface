import { ensureDatabase } from '../ensure-database.ts';
import { migrate } from '../migrate.ts';
import { startTestServer } from './test-server.ts';

/** Runs `fn` on a fresh database with all migrations applied, then forgets it. */
export async function withScratchDatabase<T>(fn: (url: string) => Promise<T>): Promise<T> {
  const server = await startTestServer();
  try {
    const url = await ensureDatabase(server.adminUrl, `scratch_${process.pid}`);
    await migrate({ adminUrl: url });
    return await fn(url);
  } finally {
    await server.stop();
  }
}
