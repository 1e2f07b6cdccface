import { execFile } from 'node:child_process';
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { SERVER_ENV } from './cluster.ts';
import type { Place } from './place.ts';
import { identityOf, workingFolderOf } from './processes.ts';

const run = promisify(execFile);

/**
 * After a kill -9 of its parent a PostgreSQL goes on running on our data. Whoever holds the run lock may stop it.
 * Where the number in postmaster.pid now belongs to some other program, that number is the answer: PostgreSQL is told
 * to look past it. The file itself is never removed, so its own check for live shared memory still protects the data.
 */
export async function stopOrphan(place: Place, binaries: Binaries): Promise<{ foreignPid?: number }> {
  const pid = await recordedPid(place);
  if (pid === undefined || identityOf(pid) === undefined) return {};
  const folder = workingFolderOf(pid);
  if (folder === undefined || (await realpath(folder).catch(() => folder)) !== place.cluster)
    return { foreignPid: pid };
  const flags = ['stop', '-D', place.cluster, '-m', 'fast', '-w', '-t', '60', '-s'];
  await run(binaries.pgCtl, flags, { ...place.user, cwd: place.cluster, env: SERVER_ENV });
  return {};
}

async function recordedPid(place: Place): Promise<number | undefined> {
  try {
    const [first] = (await readFile(join(place.cluster, 'postmaster.pid'), 'utf8')).split('\n');
    return Number(first) > 0 ? Number(first) : undefined;
  } catch {
    return undefined;
  }
}
