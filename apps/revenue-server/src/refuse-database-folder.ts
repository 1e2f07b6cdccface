import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StartRefused } from '@revenue/db/embedded/start-refused';

/**
 * DATA_DIR names the folder that holds the folder of a database. Given the database's own, such as a copy of it, we would
 * make a second, empty one inside it, and the restore would look as if everything were lost.
 */
export function refuseDatabaseFolder(dataDir: string): void {
  if (!isDatabaseFolder(dataDir)) return;
  throw new StartRefused(
    `DATA_DIR=${dataDir} is the folder of a database itself, not the folder that holds one; nothing was started. ${remedyOf(dataDir)}`,
  );
}

function isDatabaseFolder(folder: string): boolean {
  const made = ['made-for', 'superuser-password'].some((file) => existsSync(join(folder, file)));
  return (made && existsSync(join(folder, 'cluster'))) || existsSync(join(folder, 'PG_VERSION'));
}

function remedyOf(folder: string): string {
  const home = existsSync(join(folder, 'PG_VERSION')) ? dirname(folder) : folder;
  if (basename(home) === 'postgres') return `Set DATA_DIR=${dirname(home)}.`;
  const restore =
    'To start from a copy, name it "postgres", lay "documents" beside it and set DATA_DIR to the folder of both.';
  const madeFor = join(home, 'made-for');
  if (!existsSync(madeFor)) return restore;
  return `It was made for DATA_DIR=${dirname(readFileSync(madeFor, 'utf8').trim())}. ${restore}`;
}
