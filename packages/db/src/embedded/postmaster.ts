import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, statSync, truncateSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { SERVER_ENV } from './cluster.ts';
import type { Place } from './place.ts';
import { StartRefused } from './start-refused.ts';

export type Settings = Readonly<Record<string, string>>;
export type Launch = { place: Place; binaries: Binaries; settings: Settings; port?: number; foreignPid?: number };
export type Postmaster = { child: ChildProcess; port: number };

const PATIENCE_MS = 30_000;
const LOG_LIMIT_BYTES = 20_000_000;

/**
 * Starts the server and waits until it takes connections. For a second or two after a kill -9 the dead server's
 * children still hold its memory and a start is refused; a free port may be taken between asking and using it.
 * Both pass by themselves, so a refused start is repeated with growing pauses until patience ends.
 */
export async function launchPostmaster(launch: Launch): Promise<Postmaster> {
  const began = performance.now();
  for (let pause = 100; ; pause = Math.min(pause * 2, 2_000)) {
    const port = launch.port ?? (await freePort());
    const child = spawnServer(launch, port);
    if (await becomesReady(child, launch.place)) return { child, port };
    if (performance.now() - began > PATIENCE_MS) {
      throw new StartRefused(
        `PostgreSQL did not start. The end of ${launch.place.log}:\n${await logTail(launch.place)}`,
      );
    }
    await sleep(pause);
  }
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
export async function stopPostmaster(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGINT');
  // A server that hangs is stopped as by a power cut; the next start recovers from its log.
  const impatience = setTimeout(() => child.kill('SIGQUIT'), PATIENCE_MS);
  await gone;
  clearTimeout(impatience);
}

function spawnServer({ place, binaries, settings, foreignPid }: Launch, port: number): ChildProcess {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openLog(place.log);
  try {
    const child = spawn(binaries.postgres, ['-D', place.cluster, '-p', String(port), ...flags], {
      ...place.user,
      cwd: place.home,
      // Its own session: Ctrl-C in the terminal reaches us, and we stop it when nobody needs it any more.
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...SERVER_ENV, ...(foreignPid === undefined ? {} : { PG_GRANDPARENT_PID: String(foreignPid) }) },
    });
    // The database is there for us and does not keep us alive.
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function openLog(path: string): number {
  const log = openSync(path, 'a', 0o600);
  if (statSync(path).size > LOG_LIMIT_BYTES) truncateSync(path);
  return log;
}

/** The last line of postmaster.pid says "ready" once connections are taken; pg_ctl waits for the same word. */
async function becomesReady(child: ChildProcess, place: Place): Promise<boolean> {
  let ended = false;
  child.once('exit', () => (ended = true));
  child.once('error', () => (ended = true));
  while (!ended) {
    const lines = await readFile(join(place.cluster, 'postmaster.pid'), 'utf8').then(
      (text) => text.split('\n'),
      () => [],
    );
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true;
    await sleep(20);
  }
  return false;
}

async function logTail(place: Place): Promise<string> {
  const log = await readFile(place.log, 'utf8').catch(() => '');
  return log.trimEnd().split('\n').slice(-8).join('\n');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new StartRefused('No free port on 127.0.0.1.');
  return address.port;
}
