import { readFile } from 'node:fs/promises';
import type { Database } from './database.ts';

export interface InvariantCheck {
  name: string;
  /** The sentence that must hold. */
  says: string;
  sql: string;
}

export interface Violation {
  check: string;
  tenant_id: string;
  detail: string;
}

/** The checks of invariants.sql, in the order of the file. */
export async function invariantChecks(): Promise<InvariantCheck[]> {
  const text = await readFile(new URL('./invariants.sql', import.meta.url), 'utf8');
  return text
    .split(/^-- check: /m)
    .slice(1)
    .map((block) => {
      const [name = '', ...lines] = block.trimEnd().split('\n');
      const says = lines.filter((line) => line.startsWith('-- ')).map((line) => line.slice(3));
      return { name, says: says.join(' '), sql: lines.filter((line) => !line.startsWith('--')).join('\n') };
    });
}

const AT_MOST = 100;

/**
 * Runs every check over all tenants, or over one, and returns what is violated: nothing, if all is well. At most a
 * hundred rows a check: one is already too many. Each check is a transaction of its own, for one has a limit of time and
 * the checks of a large installation take long together.
 */
export async function checkInvariants(db: Database, tenantId?: string): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const { name, sql } of await invariantChecks()) {
    const rows = await db.withSystem('verification looks at every tenant', (tx) =>
      tx.$queryRawUnsafe<Omit<Violation, 'check'>[]>(
        `SELECT tenant_id::text, detail FROM (${sql.trim().replace(/;$/, '')}) violations
          WHERE $1::uuid IS NULL OR tenant_id = $1::uuid LIMIT ${AT_MOST}`,
        tenantId ?? null,
      ),
    );
    violations.push(...rows.map((row) => ({ check: name, ...row })));
  }
  return violations;
}
