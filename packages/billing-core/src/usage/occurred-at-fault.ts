const DAY_MS = 86_400_000;
const EARLIEST_MS = Date.parse('1970-01-01T00:00:00Z');
/** A clock that is wrong, or a zone that was mistaken, is off by hours; more is another mistake. */
export const MAX_DAYS_BEFORE_IT_HAPPENS = 1;

/**
 * Why something cannot have been used then; null when it can. Usage that is to come would be billed in its far period,
 * and nobody would miss it until then.
 *
 * @param occurred_at an instant, ISO 8601 with its zone
 * @example occurredAtFault('2036-01-01T00:00:00Z', new Date('2026-01-11T10:30:00Z')) // 'is 2036-01-01T00:00:00Z, more than 1 day ahead; send what was used, once it was'
 */
export function occurredAtFault(occurred_at: string, now: Date): string | null {
  const ms = Date.parse(occurred_at);
  if (ms < EARLIEST_MS) return `is ${occurred_at}, before 1970; is a digit mistyped?`;
  if (ms <= now.getTime() + MAX_DAYS_BEFORE_IT_HAPPENS * DAY_MS) return null;
  return `is ${occurred_at}, more than 1 day ahead; send what was used, once it was`;
}
