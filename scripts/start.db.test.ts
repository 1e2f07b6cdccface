import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createDatabase } from '../packages/db/src/database.ts';
import { joinEmbeddedPostgres, lookAtEmbeddedPostgres, removeEmbeddedPostgres } from '../packages/db/src/embedded.ts';
import { databaseUrl, ensureDatabase } from '../packages/db/src/ensure-database.ts';
import { APP_ROLE, roleUrl, SYSTEM_ROLE } from '../packages/db/src/roles.ts';
import { verifyInvariants } from '../packages/jobs/src/catalogue.ts';
import { openJobQueue } from '../packages/jobs/src/job-queue.ts';

const LAUNCHER = fileURLToPath(new URL('launch.mjs', import.meta.url));

type Started = { child: ChildProcess; said: () => string; ended: Promise<number | null> };

let dataDir: string;
let port: number;
const children: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'revenue start '));
  port = await freePort();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await removeWhenStopped();
  await rm(dataDir, { recursive: true, force: true });
});

describe('npm start', () => {
  it('says where it is, and ends with everything it started at SIGTERM', async () => {
    const first = await start();
    expect(first.said()).toContain(`http://localhost:${port}`);
    expect(first.said()).toContain('kept in the outbox, nothing is sent');
    expect((await fetch(`http://localhost:${port}/health/ready`)).status).toBe(200);
    const postgres = await postmasterPid();
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.said()).toContain('Stopped.');
    expect(isAlive(postgres)).toBe(false);
  });

  it('refuses a second start and a reset while one runs, and names its address', async () => {
    const first = await start();
    const second = launch('start', '--no-build');
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(`Revenue already runs at http://localhost:${port}`);
    const reset = launch('reset');
    expect(await reset.ended).toBe(1);
    expect(reset.said()).toContain('Stop it first');
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    const again = launch('reset');
    expect(await again.ended).toBe(0);
    expect(again.said()).toContain('is forgotten');
  });

  it('recovers by itself from a kill -9', async () => {
    const first = await start();
    const server = (JSON.parse(await readFile(join(dataDir, 'server-lock.json'), 'utf8')) as { pid: number }).pid;
    process.kill(server, 'SIGKILL');
    await first.ended;
    const second = await start();
    expect((await fetch(`http://localhost:${port}/health/ready`)).status).toBe(200);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  it('ends by itself when what started it was killed', async () => {
    const first = await start();
    const postgres = await postmasterPid();
    first.child.kill('SIGKILL');
    await first.ended;
    await untilTrue(() => !isAlive(postgres));
  });

  it('fills a new database with the demo once, and prints a login that works', async () => {
    const first = await start({ REVENUE_SEED: 'demo' });
    expect(first.said()).toContain('Making a demo company');
    const [, password = ''] = /Password +(\S+)/.exec(first.said()) ?? [];
    expect(await signIn(password)).toBe(200);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const second = await start({ REVENUE_SEED: 'demo' });
    expect(second.said()).not.toContain('Making a demo company');
    expect(second.said()).toContain(password);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  }, 400_000);

  it('goes on, worker and all, when its database was killed; commands work beside it', async () => {
    const started = await start();
    expect(started.said()).toContain('Nobody is there yet.');
    process.kill(await postmasterPid(), 'SIGKILL');
    await untilTrue(async () => (await readFile(join(dataDir, 'revenue.log'), 'utf8')).includes('PostgreSQL is back.'));
    await untilTrue(async () => (await fetch(`http://localhost:${port}/health/ready`)).status === 200);
    const made = launch('revenue', 'tenant:create', '--slug', 'acme', '--name', 'Acme', '--json');
    expect(await made.ended).toBe(0);
    expect(JSON.parse(made.said())).toMatchObject({ slug: 'acme' });
    await untilJobDone();
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    // And without it: the database is started for the command, and stopped after it.
    const verified = launch('revenue', 'verify');
    expect(await verified.ended).toBe(0);
    expect(verified.said()).toContain('checks hold for all tenants');
    expect((await lookAtEmbeddedPostgres(join(dataDir, 'postgres'))).runningPid).toBeUndefined();
  });

  it('names the setting that changes a port in use', async () => {
    const other: Server = createServer().listen(port, 'localhost');
    await once(other, 'listening');
    const refused = launch('start', '--no-build');
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toContain(`PORT=${port + 1} npm start`);
    other.close();
  });

  it('lists every wrong setting and starts nothing', async () => {
    const refused = launch('start', '--no-build', { SMTP_USER: 'me', LOG_LEVEL: 'loud' });
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toContain('LOG_LEVEL=loud: say fatal');
    expect(refused.said()).toContain('SMTP_PASSWORD is not set');
  });

  it('uses the database that DATABASE_URL names and starts none', async () => {
    const DATABASE_URL = await ensureDatabase(inject('adminUrl'), `start_${process.pid}`);
    const made = launch('revenue', 'tenant:create', '--slug', 'acme', '--name', 'Acme', { DATABASE_URL });
    expect(await made.ended).toBe(0);
    const started = await start({ DATABASE_URL, REVENUE_SEED: 'demo' });
    expect(started.said()).not.toContain('demo');
    expect(started.said()).toContain('yours');
    expect(await readdir(dataDir)).not.toContain('postgres');
    expect((await fetch(`http://localhost:${port}/health/ready`)).status).toBe(200);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
  });

  it('says what is wrong with a database that does not answer', async () => {
    const refused = launch('start', '--no-build', { DATABASE_URL: 'postgres://owner:hunter2@127.0.0.1:1/revenue' });
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toContain('DATABASE_URL=postgres://owner:***@127.0.0.1:1/revenue cannot be used');
  });
});

async function start(settings: Record<string, string> = {}): Promise<Started> {
  const started = launch('start', '--no-build', settings);
  const ready = untilTrue(() => started.said().includes('Ctrl-C stops it.'));
  const ended = started.ended.then((code) => {
    throw new Error(`ended with ${code}: ${started.said()}`);
  });
  ended.catch(() => {});
  await Promise.race([ready, ended]);
  return started;
}

function launch(verb: string, ...rest: (string | Record<string, string>)[]): Started {
  const args = rest.filter((part) => typeof part === 'string');
  const settings = Object.assign({}, ...rest.filter((part) => typeof part !== 'string')) as Record<string, string>;
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, REVENUE_SEED: 'none', ...settings };
  const child = spawn(process.execPath, [LAUNCHER, verb, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, said: () => output, ended };
}

async function signIn(password: string): Promise<number> {
  const body = JSON.stringify({ email: 'demo@example.com', password });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`http://localhost:${port}/auth/sign-in`, { method: 'POST', headers, body })).status;
}

/** The worker is alive when a job that is put into the queue now gets done. */
async function untilJobDone(): Promise<void> {
  const reached = await joinEmbeddedPostgres(join(dataDir, 'postgres'));
  const adminUrl = databaseUrl(reached?.adminUrl ?? '', 'revenue');
  const systemUrl = roleUrl(adminUrl, SYSTEM_ROLE);
  const db = createDatabase({ appUrl: roleUrl(adminUrl, APP_ROLE), systemUrl });
  const jobs = await openJobQueue({ systemUrl, onError: () => undefined });
  try {
    await db.withSystem('a test gives the worker work', (tx) => jobs.enqueue(tx, verifyInvariants, {}));
    await untilTrue(async () => {
      const rows = await db.withSystem(
        'a test looks at the queue',
        (tx) => tx.$queryRaw<{ state: string }[]>`SELECT state::text FROM pgboss.job WHERE name = 'invariants.verify'`,
      );
      return rows.length > 0 && rows.every(({ state }) => state === 'completed');
    });
  } finally {
    await jobs.stop(0);
    await db.close();
  }
}

async function postmasterPid(): Promise<number> {
  return Number((await readFile(join(await postgresHome(), 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function postgresHome(): Promise<string> {
  return (await lookAtEmbeddedPostgres(join(dataDir, 'postgres'))).dataDir;
}

async function removeWhenStopped(): Promise<void> {
  await untilTrue(() =>
    removeEmbeddedPostgres(join(dataDir, 'postgres')).then(
      () => true,
      () => false,
    ),
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/ Z /.test(execFileSync('ps', ['-o', 'pid= stat=', '-p', String(pid)], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}

async function untilTrue(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1800; tries += 1) {
    if (await condition()) return;
    await sleep(100);
  }
  throw new Error('it did not come about within three minutes');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
