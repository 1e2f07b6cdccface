import type { Inspection } from '@revenue/db/inspect-database';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Whether tables and code are of one version. */
export function checkMigrations({ migrations: { applied, pending, unknown } }: Inspection): Finding {
  if (pending.length > 0) {
    return fail(
      'migrations',
      `missing: ${pending.join(', ')}`,
      'Start the server, which applies them, or run: pnpm db:migrate',
    );
  }
  if (unknown.length > 0) {
    const says = `the database has ${unknown.join(', ')}, which this code does not know`;
    return warn('migrations', says, 'A newer version was here: upgrade this one before it writes.');
  }
  return ok('migrations', `all ${applied} applied`);
}
