import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Whom PostgreSQL runs as; undefined is whoever we are ourselves. */
export type ServerUser = { uid: number; gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root, so root hands it to an ordinary user: the owner of the data when there is some,
 * the machine's postgres user, one made for the purpose, and where users cannot be made, nobody.
 */
export function chooseServerUser(existingData: string): ServerUser {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(existingData)) {
    const { uid, gid } = statSync(existingData);
    if (uid !== 0) return { uid, gid };
  }
  return lookUp('postgres') ?? lookUp('_postgres') ?? makePostgresUser() ?? lookUp('nobody');
}

/** Whether this user may walk into a folder: every folder above has to let it through. */
export function canEnter(user: ServerUser, folder: string): boolean {
  if (!user) return true;
  if (existsSync(folder)) {
    const { uid, gid, mode } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
  }
  const above = dirname(folder);
  return above === folder || canEnter(user, above);
}

function makePostgresUser(): ServerUser {
  try {
    const flags = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
    execFileSync('useradd', [...flags, 'postgres'], { stdio: 'ignore' });
    return lookUp('postgres');
  } catch {
    return undefined;
  }
}

function lookUp(name: string): ServerUser {
  const number = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
  try {
    return { uid: number('-u'), gid: number('-g') };
  } catch {
    return undefined;
  }
}
