import type { Services } from '@revenue/api/context';
import { handlersOf } from '@revenue/api/jobs/handlers';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { boundHeap } from './bound-heap.ts';
import { provideDatabase } from './database.ts';
import type { Env } from './env.ts';
import { asRefusal } from './listen-faults.ts';
import { buildServer, buildWorkerServer } from './server.ts';
import { openServices, placeOfDocuments } from './services.ts';

export type Running = {
  services: Services;
  /** Where the data is. */
  database: string;
  /** Where stored documents are. */
  documents: string;
  /** Ends in order: no new requests, finish the old, finish running jobs, let go of the database. */
  stop(): Promise<void>;
};

type Part = { name: string; stop: () => Promise<unknown> };

/** What is to be done before anybody is let in, such as filling a new database. */
export type Prepare = (services: Services) => Promise<void>;
export type RunOptions = { prepare?: Prepare; schedules?: boolean };

/** Starts what the mode asks for. When one part cannot start, those before it are stopped again. */
export async function runRevenue(env: Env, log: Logger, options: RunOptions = {}): Promise<Running> {
  const { prepare, schedules = true } = options;
  const parts: Part[] = [];
  const stop = () => stopParts(parts, log);
  boundHeap();
  try {
    const database = await provideDatabase(env, log);
    parts.push({ name: 'database', stop: () => database.stop() });
    const opened = await openServices(env, database, log);
    parts.push({ name: 'jobs and connections', stop: () => opened.stop() });
    const { services } = opened;
    await prepare?.(services);
    const server = await listen(env, services, log);
    parts.push({ name: 'server', stop: () => server.close() });
    if (env.mode !== 'api') await services.jobs.work(handlersOf(services), { schedules });
    return { services, database: database.description, documents: placeOfDocuments(env), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listen(env: Env, services: Services, log: Logger): Promise<FastifyInstance> {
  const server = env.mode === 'worker' ? await buildWorkerServer(services, log) : await buildServer(services, log, env);
  try {
    await server.listen({ port: env.port, host: env.host });
    return server;
  } catch (error) {
    await server.close();
    throw asRefusal(error, env);
  }
}

async function stopParts(parts: Part[], log: Logger): Promise<void> {
  for (const part of parts.splice(0).reverse()) {
    try {
      await part.stop();
      log.info({ part: part.name }, 'stopped');
    } catch (error) {
      log.error({ err: error, part: part.name }, 'did not stop cleanly');
    }
  }
}
