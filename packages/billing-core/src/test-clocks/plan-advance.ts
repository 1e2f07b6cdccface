import { BillingError } from '../errors/index.ts';
import {
  addDays,
  isLocalDate,
  localDateAt,
  parseInstant,
  startOfDay,
  wallClockAt,
  wallClockInstant,
} from '../time/index.ts';
import { type AdvanceClock, MAX_ADVANCE_DAYS } from './schema.ts';

export interface AdvanceInput {
  now: Date;
  time_zone: string;
  /** When a subscription is billed next; null where none will be. */
  next_renewal_at: Date | null;
}

/**
 * Where a clock is to be advanced to: after `now`, and no farther than `MAX_ADVANCE_DAYS`.
 *
 * @throws BillingError validation_failed, naming what was given
 * @example
 * const from = { now: new Date('2026-03-01T15:00:00Z'), time_zone: 'America/New_York', next_renewal_at: null };
 * planAdvance({ days: 30 }, from) // '2026-03-31T14:00:00.000Z'
 * planAdvance({ to: '2026-03-31' }, from) // '2026-03-31T04:00:00.000Z'
 * planAdvance({ to: '2026-03-01' }, from) // throws validation_failed
 */
export function planAdvance(wanted: AdvanceClock, { now, time_zone, next_renewal_at }: AdvanceInput): Date {
  const given = (['days', 'to', 'until'] as const).filter((key) => wanted[key] !== undefined);
  const [path] = given;
  if (path === undefined || given.length > 1) throw fault(given[1] ?? 'days', 'give one of days, to and until');
  const target = targetOf(wanted, { now, time_zone, next_renewal_at });
  if (target === null) throw fault('until', 'no subscription will be billed; give days or a day instead');
  if (target <= now) {
    throw fault(
      path,
      `${wanted[path]} is not after the time of the company, ${now.toISOString()}; a clock goes forward only`,
    );
  }
  const last = localDateAt(now, time_zone);
  if (target > startOfDay(addDays(last, MAX_ADVANCE_DAYS + 1), time_zone)) {
    throw fault(path, `${wanted[path]} is more than ${MAX_ADVANCE_DAYS} days on; go there in several steps`);
  }
  return target;
}

function targetOf({ days, to }: AdvanceClock, { now, time_zone, next_renewal_at }: AdvanceInput): Date | null {
  if (days !== undefined) {
    const [, time = ''] = wallClockAt(now, time_zone).split('T');
    return wallClockInstant(`${addDays(localDateAt(now, time_zone), days)}T${time}`, time_zone);
  }
  if (to !== undefined) return isLocalDate(to) ? startOfDay(to, time_zone) : parseInstant(to);
  return next_renewal_at;
}

function fault(path: string, message: string): BillingError {
  return new BillingError('validation_failed', `${path}: ${message}.`, { errors: [{ path, message }] });
}
