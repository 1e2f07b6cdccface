import { BillingError } from '../errors/index.ts';

/** Levels of accounts from the topmost to the lowest, both counted: group, company, division, site, team. */
export const MAX_FAMILY_LEVELS = 5;

export type FamilyMember = { id: string; name: string };

export type Placement = {
  /** The account that is placed; null while it is being made. */
  id: string | null;
  /** The accounts above its new place, the parent first; none at the top. */
  above: readonly FamilyMember[];
  /** Levels from the account itself to the lowest below it: 1 where nothing is below. */
  levels: number;
};

/**
 * Refuses a place that would close a circle or make the family deeper than MAX_FAMILY_LEVELS.
 *
 * @throws BillingError validation_failed that names parent_id
 * @example assertPlacement({ id: 'a', above: [{ id: 'b', name: 'B' }], levels: 1 }) // nothing: b may be above a
 */
export function assertPlacement({ id, above, levels }: Placement): void {
  const [parent] = above;
  if (!parent) return;
  if (parent.id === id) throw refusal('is the account itself; choose another one, or none');
  if (above.some((member) => member.id === id)) {
    throw refusal(
      `${parent.name} is below this account already; that would be a circle. Choose an account that is not`,
    );
  }
  const depth = above.length + levels;
  if (depth <= MAX_FAMILY_LEVELS) return;
  throw refusal(
    `there would be ${depth} levels of accounts and there may be ${MAX_FAMILY_LEVELS}; choose an account farther up`,
  );
}

function refusal(message: string): BillingError {
  return new BillingError('validation_failed', `parent_id: ${message}.`, { errors: [{ path: 'parent_id', message }] });
}
