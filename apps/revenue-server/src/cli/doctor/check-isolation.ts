import { createDatabase } from '@revenue/db/database';
import type { Inspection } from '@revenue/db/inspect-database';
import type { ReachedDatabase } from '../../database.ts';
import { type Finding, fail, ok, reasonOf } from './finding.ts';

/** What keeps tenants apart: two roles with no power over it, and row security that is forced on every table. */
export async function checkIsolation(inspection: Inspection, reached: ReachedDatabase): Promise<Finding[]> {
  return [checkRoles(inspection), await checkSignIn(reached), checkTables(inspection)];
}

function checkRoles({ roles }: Inspection): Finding {
  const faults = roles.flatMap((role) => role.faults.map((fault) => `${role.name} ${fault}`));
  if (faults.length > 0) {
    return fail(
      'roles',
      faults.join(', '),
      'Such a role sees every tenant: ALTER ROLE ... NOSUPERUSER NOBYPASSRLS, and REASSIGN OWNED.',
    );
  }
  return ok('roles', `${roles.map(({ name }) => name).join(' and ')} cannot bypass row security`);
}

async function checkSignIn({ app_url, system_url }: ReachedDatabase): Promise<Finding> {
  const db = createDatabase({ appUrl: app_url, systemUrl: system_url, poolSize: 2 });
  try {
    await db.ping();
    return ok('connections', 'both roles can sign in');
  } catch (error) {
    const remedy = 'Start the server, which sets their passwords, or correct DATABASE_APP_URL and DATABASE_SYSTEM_URL.';
    return fail('connections', `a role cannot sign in: ${reasonOf(error)}`, remedy);
  } finally {
    await db.close();
  }
}

function checkTables({ tenant_tables, open_tables }: Inspection): Finding {
  if (open_tables.length === 0) return ok('row security', `on and forced for all ${tenant_tables} tables of tenants`);
  const remedy =
    'ALTER TABLE ... ENABLE ROW LEVEL SECURITY and FORCE ROW LEVEL SECURITY; until then tenants are not kept apart.';
  return fail('row security', `not forced on ${open_tables.join(', ')}`, remedy);
}
