import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRunLock } from '../packages/db/src/embedded/run-lock.ts';

/** What the lock says while its holder comes to an end. */
export const STOPPING = 'stopping';
const PATIENCE_MS = 30_000;

export function serverLockOf(env: { data_dir: string }): string {
  return join(env.data_dir, 'server-lock.json');
}

/** One that is just stopping, as after a kill of npm above it, is waited for. */
export async function waitForStopping(lock: string): Promise<void> {
  const began = performance.now();
  while ((await readRunLock(lock))?.note === STOPPING && performance.now() - began < PATIENCE_MS) await sleep(200);
}
