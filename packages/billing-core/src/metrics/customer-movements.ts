import { Decimal } from '../money/index.ts';
import type { LocalDate } from '../time/index.ts';
import type { MovementType } from './movements.ts';
import { changeDays, contribution, type MrrSpan } from './mrr-span.ts';

/** What changed for one customer in one group on one day. */
export type CustomerMovement = {
  on: LocalDate;
  customer_id: string;
  group: string;
  type: MovementType;
  /** MRR in the group before and after. */
  before: Decimal;
  after: Decimal;
};

type Levels = Map<string, Decimal>;

/**
 * The movements of one customer, day by day. The type is that of the customer as a whole: who had MRR anywhere before and
 * has some after it has neither come nor gone, but expanded in one group and contracted in another.
 */
export function customerMovements(
  customer_id: string,
  spans: readonly MrrSpan[],
  groupOf: (span: MrrSpan) => string,
): CustomerMovement[] {
  let before: Levels = new Map();
  let wasCustomer = false;
  return changeDays(spans).flatMap((on) => {
    const after = levelsOn(spans, on, groupOf);
    const moved = movementsBetween(before, after, wasCustomer).map((movement) => ({
      on,
      customer_id,
      ...movement,
    }));
    wasCustomer ||= after.size > 0;
    before = after;
    return moved;
  });
}

/** Only what is above zero: a free plan makes no customer. */
function levelsOn(spans: readonly MrrSpan[], day: LocalDate, groupOf: (span: MrrSpan) => string): Levels {
  const levels: Levels = new Map();
  for (const span of spans) {
    const mrr = contribution(span, day);
    if (mrr.isZero()) continue;
    const group = groupOf(span);
    levels.set(group, mrr.plus(levels.get(group) ?? 0));
  }
  return levels;
}

function movementsBetween(before: Levels, after: Levels, wasCustomer: boolean) {
  const groups = [...new Set([...before.keys(), ...after.keys()])];
  return groups.flatMap((group) => {
    const [from, to] = [before.get(group) ?? NOTHING, after.get(group) ?? NOTHING];
    if (from.equals(to)) return [];
    const grows = to.greaterThan(from);
    let type: MovementType = grows ? 'expansion' : 'contraction';
    if (before.size === 0) type = wasCustomer ? 'reactivation' : 'new';
    if (after.size === 0) type = 'churn';
    return [{ group, type, before: from, after: to }];
  });
}

const NOTHING = new Decimal(0);
