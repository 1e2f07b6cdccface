import { existsSync } from 'node:fs';
import { readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { provideBinaries } from './embedded/binaries.ts';
import { provideCluster } from './embedded/cluster.ts';
import { stopOrphan } from './embedded/orphan.ts';
import { makeHome, placeOf } from './embedded/place.ts';
import { type Launch, launchPostmaster, type Settings, stopPostmaster } from './embedded/postmaster.ts';
import { readRunLock, takeRunLock } from './embedded/run-lock.ts';
import { StartRefused } from './embedded/start-refused.ts';

export type EmbeddedPostgres = {
  adminUrl: string;
  port: number;
  /** Where the data really is: not the wanted folder when PostgreSQL's user cannot walk there. */
  dataDir: string;
  stop(): Promise<void>;
};

type Options = { dataDir: string; log?: (line: string) => void; settings?: Settings };

const SETTINGS: Settings = {
  listen_addresses: '127.0.0.1',
  // A socket file would need a short path and a folder of its own; the port is enough.
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  // Compiling short queries costs more than it saves.
  jit: 'off',
  // Nobody replicates from here, so bulk loads may skip the log.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %d ',
  log_checkpoints: 'off',
};

/**
 * A PostgreSQL 18 of our own on 127.0.0.1 and a free port. It is started again, on the same port, when it dies under
 * us, and stops only with `stop()`. One process at a time may have it; a second is refused with a sentence.
 */
export async function startEmbeddedPostgres({
  dataDir,
  log = () => {},
  settings = {},
}: Options): Promise<EmbeddedPostgres> {
  const place = placeOf(dataDir);
  await makeHome(place, dataDir);
  const taken = await takeRunLock(place.lockFile, place.home);
  if (!taken.held) {
    throw new StartRefused(`Process ${taken.holder.pid} already runs the database in ${place.home}. Stop it first.`);
  }
  try {
    const binaries = await provideBinaries(place.user);
    const password = await provideCluster(place, binaries, settings.fsync !== 'off');
    const orphan = await stopOrphan(place, binaries);
    const supervisor = await supervise({ place, binaries, settings: { ...SETTINGS, ...settings }, ...orphan }, log);
    const stop = async () => {
      await supervisor.stop();
      await taken.lock.release();
    };
    return { adminUrl: adminUrlOf(password, supervisor.port), port: supervisor.port, dataDir: place.home, stop };
  } catch (error) {
    await taken.lock.release();
    throw error;
  }
}

function adminUrlOf(password: string, port: number): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** The server that another process already runs on this folder, for a command beside it. Its end is not ours to decide. */
export async function joinEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres | undefined> {
  const place = placeOf(dataDir);
  if (!(await readRunLock(place.lockFile))) return undefined;
  const password = (await readFile(place.passwordFile, 'utf8')).trim();
  const port = Number((await readFile(join(place.cluster, 'postmaster.pid'), 'utf8')).split('\n')[3]);
  return { adminUrl: adminUrlOf(password, port), port, dataDir: place.home, stop: async () => {} };
}

/** Where the data of a wanted folder is, whether there is any, and which living process runs it, if one does. */
export async function lookAtEmbeddedPostgres(
  dataDir: string,
): Promise<{ dataDir: string; made: boolean; runningPid?: number }> {
  const { home, cluster, lockFile } = placeOf(dataDir);
  const holder = await readRunLock(lockFile);
  return { dataDir: home, made: existsSync(cluster), ...(holder ? { runningPid: holder.pid } : {}) };
}

/**
 * Forgets everything in the database, for ever. Refused while it runs. Only what we made ourselves is removed: a folder
 * named by mistake loses nothing.
 */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  const place = placeOf(dataDir);
  const holder = await readRunLock(place.lockFile);
  if (holder) throw new StartRefused(`Process ${holder.pid} runs the database in ${place.home}. Stop it first.`);
  if (existsSync(place.cluster)) await stopOrphan(place, await provideBinaries(place.user));
  const ours = [place.cluster, `${place.cluster}.new`, place.log, place.passwordFile, place.lockFile, place.madeFor];
  for (const path of ours) await rm(path, { recursive: true, force: true });
  await rmdir(place.home).catch(() => {});
}

/** Keeps one server alive until it is told to stop. */
async function supervise(launch: Launch, log: (line: string) => void) {
  let stopping = false;
  let revival = Promise.resolve();
  let { child, port } = await launchPostmaster(launch);
  const revive = async () => {
    log('PostgreSQL ended unexpectedly and is started again.');
    while (!stopping) {
      try {
        ({ child } = await launchPostmaster({ ...launch, port }));
        watch();
        return log('PostgreSQL is back.');
      } catch (error) {
        log(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const watch = () => {
    child.once('exit', () => {
      if (!stopping) revival = revive();
    });
  };
  watch();
  // Should we fall over ourselves, the server is told to end; a kill -9 is what stopOrphan is for.
  const lastWord = () => void child.kill('SIGINT');
  process.once('exit', lastWord);
  const stop = async () => {
    stopping = true;
    await revival;
    await stopPostmaster(child);
    process.off('exit', lastWord);
  };
  return { port, stop };
}
