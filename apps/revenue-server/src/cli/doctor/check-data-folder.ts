import { existsSync } from 'node:fs';
import { access, constants, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lookAtEmbeddedPostgres } from '@revenue/db/embedded';
import { postgresFolder } from '../../database.ts';
import type { Env } from '../../env.ts';
import { type Finding, fail, ok, reasonOf, warn } from './finding.ts';

const GIB = 1024 ** 3;
const SCARCE_BYTES = 2 * GIB;
const FULL_BYTES = GIB / 4;

/** Documents, the log and the embedded database are written here. */
export async function checkDataFolder(env: Env): Promise<Finding[]> {
  const folders = [env.data_dir];
  if (env.database.kind === 'embedded') folders.push((await lookAtEmbeddedPostgres(postgresFolder(env))).dataDir);
  return [await checkWritable(env.data_dir), await checkSpace(folders)];
}

async function checkWritable(folder: string): Promise<Finding> {
  try {
    if (!existsSync(folder)) {
      const above = nearest(folder);
      await access(above, constants.W_OK);
      return ok('data folder', `${folder}, to be made in ${above}`);
    }
    const trial = await mkdtemp(join(folder, '.doctor-'));
    await writeFile(join(trial, 'trial'), 'can be written');
    await rm(trial, { recursive: true });
    return ok('data folder', `${folder} can be written`);
  } catch (error) {
    return fail(
      'data folder',
      `${folder} cannot be written: ${reasonOf(error)}`,
      'Give this user the right to, or name another with DATA_DIR.',
    );
  }
}

async function checkSpace(folders: string[]): Promise<Finding> {
  const free = await Promise.all(folders.map((folder) => freeBytes(nearest(folder))));
  const least = Math.min(...free);
  const says = `${(least / GIB).toFixed(1)} GiB free`;
  const remedy = 'Make room, or move the data with DATA_DIR; a full disk stops the database.';
  if (least < FULL_BYTES) return fail('disk', says, remedy);
  return least < SCARCE_BYTES ? warn('disk', says, remedy) : ok('disk', says);
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** The folder itself, or the first one above it that exists. */
function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}
