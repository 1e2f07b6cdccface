// `npm start`: builds, starts everything in this one process and says where it is.
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Env, readEnv } from '../apps/revenue-server/src/env.ts';
import { createLogger } from '../apps/revenue-server/src/logger.ts';
import type { Prepare, Running } from '../apps/revenue-server/src/run.ts';
import { untilToldToStop } from '../apps/revenue-server/src/signals.ts';
import { type RunLock, takeRunLock } from '../packages/db/src/embedded/run-lock.ts';
import { StartRefused } from '../packages/db/src/embedded/start-refused.ts';
import { build } from './build.ts';
import { STOPPING, serverLockOf, waitForStopping } from './server-lock.ts';
import { type Login, summaryOf } from './summary.ts';

const told = untilToldToStop();
try {
  await start(readEnv());
  process.exit(0);
} catch (error) {
  console.error(`\n${error instanceof StartRefused ? error.message : ((error as Error).stack ?? error)}\n`);
  process.exit(1);
}

async function start(env: Env): Promise<void> {
  await mkdir(env.data_dir, { recursive: true });
  const lock = await lockOrRefuse(env);
  try {
    await portOrRefuse(env);
    const built = await Promise.race([buildSources(), told.then(() => 'told' as const)]);
    if (built === 'told') return;
    const logFile = join(env.data_dir, 'revenue.log');
    const running = await run(env, createLogger(env, logFile));
    console.log(summaryOf(env, running, logFile, await loginOf(running)));
    await told;
    console.log('\nStopping.');
    await lock.say(STOPPING);
    await running.stop();
    console.log('Stopped. Everything is kept for the next npm start.');
  } finally {
    await lock.release();
  }
}

async function buildSources(): Promise<void> {
  if (process.argv.includes('--no-build')) return;
  console.log('Building what changed.');
  await build('generate', 'build');
}

async function run(env: Env, log: ReturnType<typeof createLogger>): Promise<Running> {
  process.on('unhandledRejection', (reason) => log.error({ err: reason }, 'a promise failed and nobody looked'));
  console.log('Starting the database, the server and the worker.');
  // React leaves out the checks that it makes for whoever develops with it; it chooses when it is imported.
  process.env.NODE_ENV ??= 'production';
  // Only now: it imports the database client that the build makes.
  const { runRevenue } = await import('../apps/revenue-server/src/run.ts');
  const { seedDemo } = await import('../prisma/seed.ts');
  const seeds = env.seed === 'demo' && env.mode !== 'worker';
  const prepare: Prepare = (services) => seedDemo(services, (line) => console.log(line), env.demo_months);
  return runRevenue(env, log, seeds ? { prepare } : {});
}

async function loginOf({ services }: Running): Promise<Login> {
  const [{ listTenants }, { findDemoLogin }] = await Promise.all([
    import('../packages/api/src/tenants/list-tenants.ts'),
    import('../prisma/seed/demo-login.ts'),
  ]);
  const [tenant] = await listTenants(services, { limit: 1 });
  const [demo] = await listTenants(services, { slug: 'demo' });
  return { tenants: tenant !== undefined, demo: demo ? await findDemoLogin(services) : null };
}

async function lockOrRefuse(env: Env): Promise<RunLock> {
  const path = serverLockOf(env);
  await waitForStopping(path);
  const taken = await takeRunLock(path, env.public_url);
  if (taken.held) return taken.lock;
  const { pid, note } = taken.holder;
  throw new StartRefused(
    `Revenue already runs at ${note} (process ${pid}). Stop it with Ctrl-C where it was started, or: kill ${pid}`,
  );
}

/** Before anything is built, because it is the commonest reason not to start. */
async function portOrRefuse(env: Env): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(env.port, env.host);
    await once(probe, 'listening');
  } catch (error) {
    const { asRefusal } = await import('../apps/revenue-server/src/listen-faults.ts');
    throw asRefusal(error, env);
  } finally {
    probe.close();
  }
}
