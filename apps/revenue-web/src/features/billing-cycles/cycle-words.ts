import type { BillingCycle } from '@revenue/billing-core/billing-cycles';
import type { Format } from '../../format/create-format.ts';
import { counted, everyInterval, paymentTerms } from '../../format/words.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** On which day periods begin: 'on day 15 of the month', 'on Monday', 'from Apr 1, 2026', 'on the day each customer starts'. */
export function anchorWords(
  { interval, anchor_date }: Pick<BillingCycle, 'interval' | 'anchor_date'>,
  format: Format,
): string {
  if (anchor_date === null) return 'on the day each customer starts';
  const day = Number(anchor_date.slice(8));
  if (interval === 'week' && anchor_date.startsWith('2001-01-')) return `on ${WEEKDAYS[day - 1] ?? 'Monday'}`;
  if (interval === 'day') return 'every day';
  if (interval === 'month') return day === 31 ? 'on the last day of the month' : `on day ${day} of the month`;
  if (anchor_date.startsWith('2001-01-')) return `on day ${day}, counted from January`;
  return `counted from ${format.date(anchor_date)}`;
}

/** When a period is invoiced. */
export function issueWords({ timing, issue_days_before }: Pick<BillingCycle, 'timing' | 'issue_days_before'>): string {
  if (timing === 'arrear') return 'when it is over';
  return issue_days_before === 0 ? 'when it begins' : `${counted(issue_days_before, 'day')} before it begins`;
}

/** What happens with the invoices, in one line. */
export function ruleWords(cycle: Pick<BillingCycle, 'requires_approval' | 'auto_send' | 'payment_terms'>): string {
  const approval = cycle.requires_approval ? 'after approval' : 'without approval';
  const sent = cycle.auto_send ? 'sent by themselves' : 'kept as drafts';
  return `Billed ${approval}, ${sent}${cycle.payment_terms ? `, ${paymentTerms(cycle.payment_terms)}` : ''}`;
}

export function lengthWords({ interval, interval_count }: Pick<BillingCycle, 'interval' | 'interval_count'>): string {
  return everyInterval(interval, interval_count).replace(/^per /, 'every ');
}
