import type { Database } from '@revenue/db/database';
import { pendingMigrations } from '@revenue/db/migrate';
import type { FastifyInstance } from 'fastify';

const PATIENCE_MS = 3_000;

export type Readiness = { status: 'ready' | 'not_ready'; database: string; migrations: string };

/** `GET /health/live`: the process answers. `GET /health/ready`: it can do its work, or says what is missing. */
export function registerHealth(fastify: FastifyInstance, db: Database): void {
  const readiness = watchReadiness(db);
  const quiet = { logLevel: 'error' } as const;
  fastify.get('/health/live', quiet, async (_request, reply) => {
    return reply.header('cache-control', 'no-store').send({ status: 'live' });
  });
  fastify.get('/health/ready', quiet, async (_request, reply) => {
    const answer = await readiness();
    return reply
      .code(answer.status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(answer);
  });
}

function watchReadiness(db: Database): () => Promise<Readiness> {
  // Migrations never leave a database again: once seen, they need no second look.
  let migrated = false;
  return async () => {
    const database = await outcome(() => db.ping());
    if (database !== 'reachable') return { status: 'not_ready', database, migrations: 'unknown' };
    const pending = migrated ? [] : await pendingMigrations(db.systemUrl).catch(() => undefined);
    if (pending === undefined) return { status: 'not_ready', database, migrations: 'cannot be read' };
    migrated = pending.length === 0;
    if (migrated) return { status: 'ready', database, migrations: 'current' };
    return { status: 'not_ready', database, migrations: `missing ${pending.join(', ')}: run pnpm db:migrate` };
  };
}

async function outcome(ping: () => Promise<void>): Promise<string> {
  const tooLate = AbortSignal.timeout(PATIENCE_MS);
  const late = new Promise<string>((resolve) => {
    tooLate.addEventListener('abort', () => resolve(`does not answer within ${PATIENCE_MS / 1000} s`));
  });
  // The reason is for the log; addresses and roles are not for whoever asks.
  const asked = ping().then(
    () => 'reachable',
    () => 'cannot be reached: check that PostgreSQL runs and DATABASE_URL is right',
  );
  return Promise.race([asked, late]);
}
