import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';

/** The role of every request and job of a tenant: owns nothing, row security forced on all it can see. */
export const APP_ROLE = 'revenue_app';
/** The role of sessions, fan-out and verification: sees across tenants by explicit policies, cannot bypass any. */
export const SYSTEM_ROLE = 'revenue_system';

/**
 * Creates both roles, or brings their passwords in line. Passwords are derived from the owner's, so that several
 * servers started with the same DATABASE_URL agree without sharing anything else.
 */
export async function ensureRoles(owner: pg.Client, adminUrl: string): Promise<void> {
  for (const role of [APP_ROLE, SYSTEM_ROLE]) {
    const { rowCount } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    const password = escapeLiteral(rolePassword(adminUrl, role));
    if (rowCount === 0) {
      await owner.query(`CREATE ROLE ${escapeIdentifier(role)} LOGIN NOINHERIT PASSWORD ${password}`);
    } else {
      await owner.query(`ALTER ROLE ${escapeIdentifier(role)} LOGIN PASSWORD ${password}`);
    }
    const { rows } = await owner.query<{ database: string }>('SELECT current_database() AS database');
    await owner.query(
      `GRANT CONNECT ON DATABASE ${escapeIdentifier(rows[0]?.database ?? '')} TO ${escapeIdentifier(role)}`,
    );
  }
}

/** The same server and database as `adminUrl`, signed in as `role`. */
export function roleUrl(adminUrl: string, role: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = rolePassword(adminUrl, role);
  return url.toString();
}

function rolePassword(adminUrl: string, role: string): string {
  const secret =
    decodeURIComponent(new URL(adminUrl).password) || 'no owner password: the server trusts its connections';
  return createHmac('sha256', secret).update(`revenue:${role}`).digest('hex');
}
