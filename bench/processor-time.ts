import { readFileSync } from 'node:fs';
import type pg from 'pg';

/** Microseconds of processor time that a process of this machine has used; 0 where the kernel does not tell. */
export function processorTime(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1000;
  } catch {
    return 0;
  }
}

/** The same of all connections that a role has open now. One that was closed since is not counted. */
export async function connectionsTime(owner: pg.Client, role: string): Promise<number> {
  const { rows } = await owner.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE usename = $1', [role]);
  return rows.reduce((sum, { pid }) => sum + processorTime(pid), 0);
}

/** The same of this process, with its collector of garbage. */
export function ownTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
