import type { LocalDate } from '../time/index.ts';
import type { Entry } from './entry.ts';
import { otherSide } from './posting.ts';

/**
 * The entry that takes another one back: the same lines on the other side, on a day of its own. The two add up to
 * nothing in every account. A reversal that is reversed is the entry again.
 *
 * @example
 * const entry = postEntry(LedgerEvent.parse({ type: 'wallet_expired', source_id: 'w_1', currency: 'USD', posted_on: '2026-01-31', amount: 500n }), DEFAULT_CHART);
 * reverseEntry(entry, '2026-02-01').lines.map(({ side, role }) => `${side} ${role}`) // ['debit breakage', 'credit wallet_prepaid']
 */
export function reverseEntry(entry: Entry, postedOn: LocalDate): Entry {
  const lines = entry.lines.map((line) => ({ ...line, side: otherSide(line.side) }));
  // Debits stand first in every entry.
  return { ...entry, posted_on: postedOn, lines: lines.reverse(), is_reversal: !entry.is_reversal };
}
