import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach } from 'vitest';
import { lookAtEmbeddedPostgres, removeEmbeddedPostgres } from '../../packages/db/src/embedded.ts';
import { freePort } from './free-port.ts';

const LAUNCHER = fileURLToPath(new URL('../launch.mjs', import.meta.url));

export type Started = { child: ChildProcess; said: () => string; ended: Promise<number | null> };

/** A data folder and a port of its own for each test of a file, and what the commands of this project do with them. */
export type Installation = {
  readonly dataDir: string;
  readonly port: number;
  /** `npm start` without the build, until it says that it is ready. */
  start(settings?: Record<string, string>): Promise<Started>;
  /** Any command, as `npm VERB` would run it. */
  launch(verb: string, ...rest: (string | Record<string, string>)[]): Started;
  readiness(): Promise<number>;
  postmasterPid(): Promise<number>;
};

export function useInstallation(): Installation {
  let dataDir = '';
  let port = 0;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'revenue start '));
    port = await freePort();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await removeWhenStopped(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  });

  const launch: Installation['launch'] = (verb, ...rest) => {
    const args = rest.filter((part) => typeof part === 'string');
    const settings = Object.assign({}, ...rest.filter((part) => typeof part !== 'string')) as Record<string, string>;
    const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, REVENUE_SEED: 'none', ...settings };
    const child = spawn(process.execPath, [LAUNCHER, verb, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    return listenTo(child);
  };

  return {
    get dataDir() {
      return dataDir;
    },
    get port() {
      return port;
    },
    launch,
    start: (settings = {}) => untilReady(launch('start', '--no-build', settings)),
    readiness: async () => (await fetch(`http://localhost:${port}/health/ready`)).status,
    postmasterPid: () => postmasterPid(dataDir),
  };
}

function listenTo(child: ChildProcess): Started {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, said: () => output, ended };
}

async function untilReady(started: Started): Promise<Started> {
  const ready = untilTrue(() => started.said().includes('Ctrl-C stops it.'));
  const ended = started.ended.then((code) => {
    throw new Error(`ended with ${code}: ${started.said()}`);
  });
  ended.catch(() => {});
  await Promise.race([ready, ended]);
  return started;
}

async function postmasterPid(dataDir: string): Promise<number> {
  const { dataDir: home } = await lookAtEmbeddedPostgres(join(dataDir, 'postgres'));
  return Number((await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function removeWhenStopped(dataDir: string): Promise<void> {
  await untilTrue(() =>
    removeEmbeddedPostgres(join(dataDir, 'postgres')).then(
      () => true,
      () => false,
    ),
  );
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/ Z /.test(execFileSync('ps', ['-o', 'pid= stat=', '-p', String(pid)], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}

export async function untilTrue(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1800; tries += 1) {
    if (await condition()) return;
    await sleep(100);
  }
  throw new Error('it did not come about within three minutes');
}
