import { systemClock } from '@revenue/billing-core/time';
import type { Inspection } from '@revenue/db/inspect-database';
import { type Finding, fail, ok, warn } from './finding.ts';

const TOLERATED_SECONDS = 5;
const WRONG_SECONDS = 60;

/** Periods end by the clock of this machine and jobs fall due by the database's, so the two have to agree. */
export function checkClock({ now }: Pick<Inspection, 'now'>): Finding {
  const here = systemClock.now();
  const seconds = Math.round(Math.abs(here.getTime() - now.getTime()) / 1000);
  const remedy = 'Keep both machines on network time (NTP).';
  if (seconds > WRONG_SECONDS) return fail('clock', `${seconds} s away from the database's`, remedy);
  if (seconds > TOLERATED_SECONDS) return warn('clock', `${seconds} s away from the database's`, remedy);
  return ok('clock', `${here.toISOString()}, as the database has it`);
}
