import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { locatePrograms, provideBinaries } from './embedded/binaries.ts';
import { chooseServerUser } from './embedded/server-user.ts';
import {
  type EmbeddedPostgres,
  joinEmbeddedPostgres,
  lookAtEmbeddedPostgres,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded.ts';

const running: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];
const dataFolders: string[] = [];
const parents: string[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of running.splice(0)) await server.stop();
  for (const folder of dataFolders.splice(0)) await removeEmbeddedPostgres(folder);
  for (const parent of parents.splice(0)) await rm(parent, { recursive: true, force: true });
});

async function emptyFolder({ name = 'db', mode = 0o755 } = {}): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'revenue-embedded-'));
  parents.push(parent);
  await chmod(parent, mode);
  const folder = join(parent, name);
  dataFolders.push(folder);
  return folder;
}

/** A parent that can be killed. */
async function startInOtherProcess(dataDir: string): Promise<{ child: ChildProcess; adminUrl: string }> {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)});
    const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    process.on('SIGTERM', async () => { await server.stop(); process.exit(0); });
    setInterval(() => {}, 1000);
    console.log(server.adminUrl);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, adminUrl: line.toString().trim() };
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir });
  running.push(server);
  return server;
}

async function stop(server: EmbeddedPostgres): Promise<void> {
  running.splice(running.indexOf(server), 1);
  await server.stop();
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

async function postmasterPid(server: EmbeddedPostgres): Promise<number> {
  return Number((await readFile(join(server.dataDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

describe('embedded PostgreSQL', () => {
  it('starts as UTF-8 with the builtin C.UTF-8 locale, asks for a password and keeps it to itself', async () => {
    const server = await start(await emptyFolder());
    const [database] = await ask<Record<string, string>>(
      server.adminUrl,
      `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale,
              current_setting('listen_addresses') as addresses, current_setting('server_version_num') as version
       from pg_database where datname = current_database()`,
    );
    expect(database).toMatchObject({ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', addresses: '127.0.0.1' });
    expect(Number(database?.version)).toBeGreaterThanOrEqual(180000);
    await expect(ask(server.adminUrl.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toThrow(/password/);
    expect((await stat(join(server.dataDir, 'superuser-password'))).mode & 0o777).toBe(0o600);
  });

  it('keeps rows over a stop and a start', async () => {
    const folder = await emptyFolder();
    const first = await start(folder);
    await ask(first.adminUrl, 'create table kept as select 42 as answer');
    await stop(first);
    const second = await start(folder);
    expect(await ask(second.adminUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('comes back on the same address with every committed row after a kill -9 of the server', async () => {
    const server = await start(await emptyFolder());
    await ask(server.adminUrl, 'create table kept as select 7 as answer');
    process.kill(await postmasterPid(server), 'SIGKILL');
    await vi.waitFor(
      async () => expect(await ask(server.adminUrl, 'select answer from kept')).toEqual([{ answer: 7 }]),
      { timeout: 20_000, interval: 200 },
    );
  });

  it('takes over after a kill -9 of its parent, stopping the server that was left behind', async () => {
    const folder = await emptyFolder();
    const parent = await startInOtherProcess(folder);
    await ask(parent.adminUrl, 'create table kept as select 11 as answer');
    parent.child.kill('SIGKILL');
    await once(parent.child, 'exit');
    await sleep(50);
    const server = await start(folder);
    expect(await ask(server.adminUrl, 'select answer from kept')).toEqual([{ answer: 11 }]);
    await expect(ask(parent.adminUrl, 'select 1')).rejects.toThrow();
  });

  it('refuses a second start on the same folder, says which process runs it and lets a command join', async () => {
    const folder = await emptyFolder();
    const parent = await startInOtherProcess(folder);
    await expect(start(folder)).rejects.toThrow(`Process ${parent.child.pid} already runs the database in`);
    expect(await lookAtEmbeddedPostgres(folder)).toMatchObject({ runningPid: parent.child.pid });
    const joined = await joinEmbeddedPostgres(folder);
    expect(await ask(joined?.adminUrl ?? '', 'select 2 as two')).toEqual([{ two: 2 }]);
    await expect(removeEmbeddedPostgres(folder)).rejects.toThrow('Stop it first');
    parent.child.kill('SIGTERM');
    await once(parent.child, 'exit');
    expect(await ask((await start(folder)).adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('starts in a folder whose path has spaces', async () => {
    const server = await start(await emptyFolder({ name: "my company's data" }));
    expect(await ask(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('starts below a folder that nobody else may enter, and finds the same data again', async () => {
    const folder = await emptyFolder({ mode: 0o700 });
    const first = await start(folder);
    await ask(first.adminUrl, 'create table kept as select 3 as answer');
    await stop(first);
    expect(await ask((await start(folder)).adminUrl, 'select answer from kept')).toEqual([{ answer: 3 }]);
  });

  it.runIf(process.getuid?.() === 0)('makes no second database where one lies that it cannot reach', async () => {
    const folder = await emptyFolder();
    await stop(await start(folder));
    await chmod(dirname(folder), 0o700);
    await expect(start(folder)).rejects.toThrow(`There is a database in ${folder}`);
    await expect(start(folder)).rejects.toThrow(`with: chmod o+x ${dirname(folder)}.`);
    await chmod(dirname(folder), 0o755);
    await start(folder);
  });

  it('removes only what it made itself', async () => {
    const folder = await emptyFolder();
    await stop(await start(folder));
    await writeFile(join(folder, 'letter.txt'), 'Dear customer');
    await removeEmbeddedPostgres(folder);
    expect(await readdir(folder)).toEqual(['letter.txt']);
  });

  it.runIf(process.getuid?.() === 0)('copies its programs out of a clone that only root may enter', async () => {
    const closed = join(dirname(await emptyFolder({ mode: 0o700 })), 'native');
    await symlink(locatePrograms().native, closed);
    const user = chooseServerUser(closed);
    const programs = await provideBinaries(user, {
      ...locatePrograms(),
      native: closed,
      version: `test-${process.pid}`,
    });
    parents.push(dirname(dirname(programs.postgres)));
    expect(programs.postgres).not.toContain(closed);
    expect(execFileSync(programs.postgres, ['--version'], { ...user, encoding: 'utf8' })).toContain('PostgreSQL) 18');
  });
});
