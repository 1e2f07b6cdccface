import type { Services } from '@revenue/api/context';
import { pino } from 'pino';
import { provideDatabase } from '../database.ts';
import { readEnv } from '../env.ts';
import { createLoggerTo } from '../logger.ts';
import { openServices } from '../services.ts';

/** The services of a command: beside a running server on the same database, or on one started for as long as it takes. */
export async function withServices<Result>(command: (services: Services) => Promise<Result>): Promise<Result> {
  const env = readEnv();
  // What a command prints is its answer, so the log goes to the other stream.
  const log = createLoggerTo(env.log_level === 'info' ? 'warn' : env.log_level, pino.destination(2));
  const database = await provideDatabase(env, log, { join: true });
  try {
    const opened = await openServices(env, database, log);
    try {
      return await command(opened.services);
    } finally {
      await opened.stop();
    }
  } finally {
    await database.stop();
  }
}
