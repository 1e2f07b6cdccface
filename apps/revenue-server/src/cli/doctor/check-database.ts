import { type Inspection, inspectDatabase } from '@revenue/db/inspect-database';
import { type ReachedDatabase, reachDatabase } from '../../database.ts';
import type { Env } from '../../env.ts';
import { checkClock } from './check-clock.ts';
import { checkIsolation } from './check-isolation.ts';
import { checkJobs } from './check-jobs.ts';
import { checkMigrations } from './check-migrations.ts';
import { type Finding, fail, ok, reasonOf, warn } from './finding.ts';

const NEEDED_VERSION = 18;

/** Whether the database answers, and then everything that only it can tell. */
export async function checkDatabase(env: Env): Promise<Finding[]> {
  let reached: ReachedDatabase | undefined;
  try {
    reached = await reachDatabase(env);
    if (!reached) return [warn('database', 'there is none yet', 'npm start makes it.')];
    const inspection = await inspectDatabase(reached.admin_url);
    return [sayVersion(inspection, reached.description), ...(await furtherChecks(env, inspection, reached))];
  } catch (error) {
    return [fail('database', `cannot be used: ${reasonOf(error)}`, remedyOf(error, env))];
  } finally {
    await reached?.stop();
  }
}

async function furtherChecks(env: Env, inspection: Inspection, reached: ReachedDatabase): Promise<Finding[]> {
  const migrations = checkMigrations(inspection);
  // Before the first migration there are no tables to judge.
  if (inspection.migrations.applied === 0) return [migrations, checkClock(inspection)];
  return [
    migrations,
    ...(await checkIsolation(inspection, reached)),
    ...checkJobs(env, inspection),
    checkClock(inspection),
  ];
}

function sayVersion({ version, version_number }: Inspection, description: string): Finding {
  const says = `PostgreSQL ${version}, ${description}`;
  if (version_number >= NEEDED_VERSION * 10_000) return ok('database', says);
  return fail('database', says, `This version is tested with PostgreSQL ${NEEDED_VERSION}; upgrade the server.`);
}

function remedyOf(error: unknown, { database }: Env): string {
  const { code } = error as { code?: unknown };
  if (code === '3D000') return 'The server runs and has no such database: create it, or run npm start, which does.';
  if (code === '28P01' || code === '28000') return 'Check user and password in DATABASE_URL.';
  if (database.kind === 'server') return 'Check that the server runs and that DATABASE_URL names its host and port.';
  return 'Look at postgres.log in the data folder; npm start recovers a database that was cut off.';
}
