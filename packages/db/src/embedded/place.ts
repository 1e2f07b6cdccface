import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { canEnter, chooseServerUser, type ServerUser } from './server-user.ts';
import { StartRefused } from './start-refused.ts';

/** Where root keeps what its server user has to reach and cannot reach under a closed folder such as /root. */
export const SHARED_HOME = '/var/lib/revenue';

export type Place = {
  /** The folder of one database: the cluster, its log, its password, its lock. */
  home: string;
  cluster: string;
  log: string;
  passwordFile: string;
  lockFile: string;
  /** Beside relocated data: the folder that was wanted. */
  madeFor: string;
  user: ServerUser;
};

/**
 * The wanted folder, or when the server user cannot walk there, a lasting one under /var/lib named after it: the same
 * clone finds the same data at its next start.
 */
export function placeOf(wanted: string): Place {
  const given = realPath(resolve(wanted));
  const user = chooseServerUser(join(given, 'cluster'));
  const home = canEnter(user, given) ? given : join(SHARED_HOME, `${basename(given)}-${shortHash(given)}`);
  return {
    home,
    cluster: join(home, 'cluster'),
    log: join(home, 'postgres.log'),
    passwordFile: join(home, 'superuser-password'),
    lockFile: join(home, 'lock.json'),
    madeFor: join(home, 'made-for'),
    user: home === given ? user : chooseServerUser(join(home, 'cluster')),
  };
}

export async function makeHome(place: Place, wanted: string): Promise<void> {
  refuseUnreachable(place, wanted);
  // Umask must not close a folder that the server user has to walk through, only our own are opened.
  const made = await mkdir(place.home, { recursive: true, mode: 0o711 });
  if (made && place.user) for (const folder of between(made, place.home)) await chmod(folder, 0o711);
  if (place.home.startsWith(SHARED_HOME)) await writeFile(place.madeFor, `${resolve(wanted)}\n`);
}

/** A database that lies where its server cannot walk, such as a copy in a closed folder: an empty one elsewhere is no answer. */
function refuseUnreachable({ home, user }: Place, wanted: string): void {
  const given = realPath(resolve(wanted));
  if (home === given || !existsSync(join(given, 'cluster'))) return;
  const closed = closedTo(user, given);
  throw new StartRefused(
    `There is a database in ${given}, but PostgreSQL, which does not run as root, cannot enter ${closed}. Let it through ` +
      `with: chmod o+x ${closed}. Or move the database to a folder that it can enter, and set DATA_DIR to that.`,
  );
}

/** The topmost folder that does not let this user through. */
function closedTo(user: ServerUser, folder: string): string {
  const above = dirname(folder);
  return above === folder || canEnter(user, above) ? folder : closedTo(user, above);
}

function between(top: string, bottom: string): string[] {
  return bottom === top ? [bottom] : [...between(top, dirname(bottom)), bottom];
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Real path of a folder that may not exist yet. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const above = dirname(path);
  return above === path ? path : join(realPath(above), basename(path));
}
