import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from '../apps/revenue-server/src/env.ts';
import { readRunLock } from '../packages/db/src/embedded/run-lock.ts';

/** What the lock says while its holder comes to an end. */
export const STOPPING = 'stopping';
const PATIENCE_MS = 30_000;

/** One process an embedded database; beside a database server of its own, an api and a worker may share a folder. */
export function serverLockOf(env: Pick<Env, 'data_dir' | 'database' | 'mode'>): string {
  const who = env.database.kind === 'embedded' ? 'server' : env.mode;
  return join(env.data_dir, `${who}-lock.json`);
}

/** One that is just stopping, as after a kill of npm above it, is waited for. */
export async function waitForStopping(lock: string): Promise<void> {
  const began = performance.now();
  while ((await readRunLock(lock))?.note === STOPPING && performance.now() - began < PATIENCE_MS) await sleep(200);
}
