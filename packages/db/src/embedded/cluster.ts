import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';
import type { ServerUser } from './server-user.ts';
import { StartRefused } from './start-refused.ts';

const run = promisify(execFile);

/** No setting of this machine reaches the server: sorting, messages and times are the same everywhere. */
export const SERVER_ENV = { LC_ALL: 'C', TZ: 'UTC' };

/** Makes the cluster when there is none and answers with the superuser's password. */
export async function provideCluster(place: Place, binaries: Binaries, sync: boolean): Promise<string> {
  if (existsSync(join(place.cluster, 'PG_VERSION'))) return (await readFile(place.passwordFile, 'utf8')).trim();
  const password = randomBytes(24).toString('base64url');
  const draft = `${place.cluster}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await giveTo(place.user, draft);
  // Written before the cluster gets its name: a cluster never stands there without its password.
  await writeFile(place.passwordFile, `${password}\n`, { mode: 0o600 });
  await initialise(place, binaries, { draft, password, sync });
  await rename(draft, place.cluster);
  return password;
}

type Draft = { draft: string; password: string; sync: boolean };

async function initialise(place: Place, binaries: Binaries, { draft, password, sync }: Draft): Promise<void> {
  // The server user reads the password from a file of its own: a pipe made by root is closed to it.
  const handOver = `${draft}.password`;
  await writeFile(handOver, `${password}\n`, { mode: 0o600 });
  await giveTo(place.user, handOver);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', `--pwfile=${handOver}`, '--auth=scram-sha-256'];
  const flags = [`--pgdata=${draft}`, ...locale, ...access, ...(sync ? [] : ['--no-sync'])];
  try {
    await run(binaries.initdb, flags, { ...place.user, cwd: dirname(draft), env: SERVER_ENV });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim() || String(error);
    throw new StartRefused(`PostgreSQL could not make its data in ${place.home}: ${said}`, { cause: error });
  } finally {
    await rm(handOver, { force: true });
  }
}

async function giveTo(user: ServerUser, path: string): Promise<void> {
  if (user) await chown(path, user.uid, user.gid);
}
