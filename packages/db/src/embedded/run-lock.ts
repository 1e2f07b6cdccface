import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf } from './processes.ts';

export type RunLockHolder = { pid: number; identity: string; token: string; note: string };

/**
 * One process at a time holds the lock. A lock left by a process that was killed is taken over, because a holder is
 * its process number together with its start, so that a reused number does not pass for the dead one.
 */
export async function takeRunLock(
  path: string,
  note: string,
): Promise<{ held: true; lock: RunLock } | { held: false; holder: RunLockHolder }> {
  const holder = await readRunLock(path);
  if (holder) return { held: false, holder };
  const mine = { pid: process.pid, identity: identityOf(process.pid) ?? '', token: randomUUID(), note };
  await writeWhole(path, mine);
  // Two that start at the same moment both got here; the one that wrote last holds it.
  await sleep(60);
  const now = await readRunLock(path);
  if (now && now.token !== mine.token) return { held: false, holder: now };
  return { held: true, lock: new RunLock(path, mine) };
}

/** The living holder, or undefined when nobody holds the lock. */
export async function readRunLock(path: string): Promise<RunLockHolder | undefined> {
  try {
    const holder = JSON.parse(await readFile(path, 'utf8')) as RunLockHolder;
    return identityOf(holder.pid) === holder.identity ? holder : undefined;
  } catch {
    return undefined;
  }
}

export class RunLock {
  readonly #path: string;
  #holder: RunLockHolder;

  constructor(path: string, holder: RunLockHolder) {
    this.#path = path;
    this.#holder = holder;
  }

  /** What the next one who asks is told, for instance an address. */
  async say(note: string): Promise<void> {
    this.#holder = { ...this.#holder, note };
    await writeWhole(this.#path, this.#holder);
  }

  async release(): Promise<void> {
    const now = await readRunLock(this.#path);
    if (now?.token === this.#holder.token) await rm(this.#path, { force: true });
  }
}

async function writeWhole(path: string, holder: RunLockHolder): Promise<void> {
  const draft = `${path}.${holder.token}`;
  await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
  await rename(draft, path);
}
