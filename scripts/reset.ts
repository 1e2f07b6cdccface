// `npm run reset`: forgets everything that the embedded database and its files hold, for ever, after asking. `--yes`
// answers for scripts, where nobody is there to be asked.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { readEnv } from '../apps/revenue-server/src/env.ts';
import { readRunLock } from '../packages/db/src/embedded/run-lock.ts';
import { StartRefused } from '../packages/db/src/embedded/start-refused.ts';
import { lookAtEmbeddedPostgres, removeEmbeddedPostgres } from '../packages/db/src/embedded.ts';
import { serverLockOf, waitForStopping } from './server-lock.ts';

try {
  await reset();
} catch (error) {
  console.error(`\n${error instanceof StartRefused ? error.message : ((error as Error).stack ?? error)}\n`);
  process.exit(1);
}

async function reset(): Promise<void> {
  const env = readEnv();
  if (env.database.kind === 'server') {
    throw new StartRefused(
      'DATABASE_URL names a server of yours: reset forgets only the embedded database. Drop that one by hand.',
    );
  }
  await waitForStopping(serverLockOf(env));
  const holder = await readRunLock(serverLockOf(env));
  if (holder)
    throw new StartRefused(`Revenue runs at ${holder.note} (process ${holder.pid}). Stop it first, then reset.`);
  const postgres = join(env.data_dir, 'postgres');
  const { dataDir, made } = await lookAtEmbeddedPostgres(postgres);
  const files = ['documents', 'revenue.log', 'server-lock.json'].map((name) => join(env.data_dir, name));
  if (!made && !files.some((path) => existsSync(path))) {
    console.log(`There is nothing to forget: no database in ${dataDir} and no documents in ${env.data_dir}.`);
    return;
  }
  await confirm(`This forgets the database in ${dataDir} and the documents and log in ${env.data_dir}, for ever.`);
  await removeEmbeddedPostgres(postgres);
  for (const path of files) await rm(path, { recursive: true, force: true });
  console.log(`The database in ${dataDir} and the documents and log in ${env.data_dir} are forgotten.`);
  console.log('The next npm start begins anew.');
}

async function confirm(what: string): Promise<void> {
  if (process.argv.includes('--yes')) return;
  if (!process.stdin.isTTY) {
    throw new StartRefused(`${what} Nobody is there to be asked, so say that you mean it: npm run reset -- --yes`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${what}\nType yes to go on: `);
  terminal.close();
  if (answer.trim().toLowerCase() !== 'yes') throw new StartRefused('Nothing was forgotten.');
}
