import type { LocalDate } from '../time/local-date.ts';

/** Why this system gives something back where nobody says it: stored in these words, and read in the reader's. */
const OF_A_DAY = {
  ended: 'Subscription ended on ',
  paused: 'Subscription paused on ',
  resumed: 'Subscription resumed on ',
  goes_on: 'Subscription goes on from ',
} as const;

const ALONE = {
  unpaid: 'The first payment did not come; the subscription expired',
  other_payer: 'Another account pays from now on',
  imported: 'Cancellation in an imported file',
} as const;

type OfADay = keyof typeof OF_A_DAY;
type Alone = keyof typeof ALONE;

export type DefaultCreditReason =
  | { why: OfADay | 'billed_anew'; day: LocalDate }
  | { why: 'changed'; plan: string; day: LocalDate }
  | { why: Alone };

/**
 * A reason of ours as it is stored.
 * @example creditReason({ why: 'ended', day: '2026-11-27' }) // 'Subscription ended on 2026-11-27'
 * @example creditReason({ why: 'changed', plan: 'Pro', day: '2026-11-27' }) // 'Change of Pro on 2026-11-27'
 */
export function creditReason(reason: DefaultCreditReason): string {
  if (reason.why === 'changed') return `Change of ${reason.plan} on ${reason.day}`;
  if (reason.why === 'billed_anew') return `The period from ${reason.day} is billed anew`;
  return 'day' in reason ? `${OF_A_DAY[reason.why]}${reason.day}` : ALONE[reason.why];
}

const DAY = '(?<day>\\d{4}-\\d{2}-\\d{2})';
const CHANGED = new RegExp(`^Change of (?<plan>.+) on ${DAY}$`, 's');
const BILLED_ANEW = new RegExp(`^The period from ${DAY} is billed anew$`);
const DAYS = Object.entries(OF_A_DAY).map(([why, begin]) => [why as OfADay, new RegExp(`^${begin}${DAY}$`)] as const);

/**
 * Which reason of ours these words are; null for words of somebody else.
 * @example readCreditReason('Subscription ended on 2026-11-27') // { why: 'ended', day: '2026-11-27' }
 * @example readCreditReason('One of them arrived broken') // null
 */
export function readCreditReason(words: string): DefaultCreditReason | null {
  for (const why of Object.keys(ALONE) as Alone[]) if (ALONE[why] === words) return { why };
  for (const [why, pattern] of DAYS) {
    const day = pattern.exec(words)?.groups?.day;
    if (day !== undefined) return { why, day };
  }
  const anew = BILLED_ANEW.exec(words)?.groups?.day;
  if (anew !== undefined) return { why: 'billed_anew', day: anew };
  const { plan, day } = CHANGED.exec(words)?.groups ?? {};
  return plan === undefined || day === undefined ? null : { why: 'changed', plan, day };
}
