import { StartRefused } from '@revenue/db/embedded/start-refused';
import { readEnv } from './env.ts';
import { createLogger } from './logger.ts';
import { runRevenue } from './run.ts';
import { untilToldToStop } from './signals.ts';

/** The process for production: settings in, JSON lines out, one mode. `npm start` has a front of its own. */
try {
  const env = readEnv();
  const log = createLogger(env);
  process.on('unhandledRejection', (reason) => log.error({ err: reason }, 'a promise failed and nobody looked'));
  const running = await runRevenue(env, log);
  log.info({ mode: env.mode, address: env.public_url, database: running.database }, 'started');
  await untilToldToStop();
  await running.stop();
  process.exit(0);
} catch (error) {
  console.error(error instanceof StartRefused ? error.message : error);
  process.exit(1);
}
