import type { TimelineEntry } from '@revenue/billing-core/customers';
import type { Format } from '../../format/create-format.ts';
import { actionWords, changeWords } from '../customers/timeline-words.ts';
import { itemsOfPlanWords, itemsToComeWords, itemsWords } from './told-items.ts';

/** What happened in one sentence, and what else there is to say of it. */
export type Told = { title: string; details: string[] };

type Field = TimelineEntry['changes'][number];

interface Said {
  entry: TimelineEntry;
  format: Format;
  has: (field: string) => boolean;
  was: (field: string) => unknown;
  now: (field: string) => unknown;
}

/** What the log says of a subscription: a sentence for each deed, with its money before tax and its days. */
export function toldChange(entry: TimelineEntry, format: Format): Told {
  const find = (field: string): Field | undefined => entry.changes.find((change) => change.field === field);
  const said: Said = {
    ...{ entry, format },
    has: (field) => find(field) !== undefined,
    was: (field) => find(field)?.before ?? null,
    now: (field) => find(field)?.after ?? null,
  };
  const [title = actionWords(entry.action), ...details] = deedOf(said);
  return { title, details: [...details, ...mrrWords(said), ...restWords(said)] };
}

function deedOf(said: Said): string[] {
  switch (said.entry.action) {
    case 'subscription.renewed':
      return renewed(said);
    case 'subscription.paused':
      return [`Paused${pauseReason(said)}${untilWords(said)}${moneyWords(said)}`];
    case 'subscription.resumed':
      return [`Resumed${moneyWords(said)}`, ...periodWords(said)];
    case 'subscription.canceled':
    case 'subscription.expired':
      return [`${endWords(said)}${moneyWords(said)}`, ...unusedWords(said)];
    case 'subscription.updated':
      return updated(said);
    default:
      return [];
  }
}

/** The first bill is of the period that runs: nothing has moved on. */
function renewed(said: Said): string[] {
  const period = periodWords(said);
  return period.length === 0 ? ['Billed for its period'] : ['Renewed', ...period];
}

/** One update may do several things; the first of them is the title. */
const updated = (said: Said): string[] => [
  ...standingWords(said),
  ...changedWords(said),
  ...scheduledWords(said),
  ...endingWords(said),
  ...nameWords(said),
];

function standingWords({ has, was, now, format }: Said): string[] {
  const grace = now('grace_ends_at');
  const isOver = has('grace_ends_at') && !has('status') && grace === null;
  if (isOver) return ['The days of grace are over; it goes on unpaid'];
  if (now('status') === 'past_due') {
    const until = typeof grace === 'string' ? [`Goes on unpaid until ${format.dateTime(grace)}`] : [];
    return ['Past due: an invoice is unpaid', ...until];
  }
  if (now('status') !== 'active') return [];
  if (was('status') === 'past_due') return ['Active again: nothing is overdue any more'];
  return was('status') === 'incomplete' ? ['Active with its first payment'] : [];
}

type Plan = { name: string; version?: number };
const planIn = (value: unknown): Plan | null =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
    ? (value as Plan)
    : null;

/** What took effect: another plan, or other items. */
function changedWords(said: Said): string[] {
  const { has, was, now } = said;
  if (!has('plan') && !has('items')) return [];
  const [from, to] = [planIn(was('plan')), planIn(now('plan'))];
  const items = itemsWords(was('items'), now('items'), said.format, said.entry.currency);
  const asTold = has('change_id') ? ', as scheduled' : '';
  const money = moneyWords(said);
  if (from === null || to === null) {
    const words = items.length > 0 ? items.join(', ') : 'Items changed';
    return [`${words}${asTold}${money}`];
  }
  const moved =
    from.name === to.name
      ? `Moved from version ${from.version} to version ${to.version} of ${to.name}`
      : `Changed from ${from.name} to ${to.name}`;
  const others = itemsOfPlanWords(was('items'), now('items'), said.format, said.entry.currency);
  return [`${moved}${asTold}${money}`, ...(others.length > 0 ? [others.join(', ')] : []), ...periodWords(said)];
}

type Scheduled = { kind?: string; effective_on?: string; plan?: unknown; items?: unknown; dropped?: unknown };
const scheduledIn = (value: unknown): Scheduled | null =>
  typeof value === 'object' && value !== null ? (value as Scheduled) : null;

function scheduledWords({ has, was, now, format, entry }: Said): string[] {
  if (!has('scheduled_change')) return [];
  const [before, after] = [scheduledIn(was('scheduled_change')), scheduledIn(now('scheduled_change'))];
  const planned = (change: Scheduled, on = 'on') => {
    const day = change.effective_on === undefined ? '' : ` ${on} ${format.date(change.effective_on)}`;
    return `${changeNoun(change)}${day}`;
  };
  if (after !== null && typeof after.dropped === 'string')
    return [`The ${planned(after)} does not come: ${after.dropped}`];
  const instead = before === null ? [] : [`It takes the place of the ${planned(before)}`];
  if (after === null) {
    const gave = has('plan') || has('items');
    return before === null ? [] : [gave ? `The ${planned(before)} gave way to it` : `Took back the ${planned(before)}`];
  }
  const items = itemsToComeWords(after.items, after.kind ?? '', format, entry.currency);
  const then = items.length === 0 ? [] : [`Then ${items.join(', ')}`];
  const article = after.kind === 'cancel' ? 'an' : 'a';
  return [`Scheduled ${article} ${planned(after, 'for')}`, ...then, ...instead];
}

const nouns: Record<string, string> = {
  quantity: 'change of quantity',
  addon: 'change of add-ons',
  price: 'change of price',
  cancel: 'end',
};

function changeNoun({ kind = '', plan }: Scheduled): string {
  const to = planIn(plan);
  if (to !== null && kind === 'migration') return `move to version ${to.version} of ${to.name}`;
  if (to !== null && !(kind in nouns)) return `change to ${to.name}`;
  return nouns[kind] ?? 'change';
}

function endingWords(said: Said): string[] {
  const { has, was, now, format } = said;
  if (!has('ends_on')) return [];
  const [before, after] = [was('ends_on'), now('ends_on')];
  if (typeof after !== 'string') return [`Took back the cancellation: it goes on${moneyWords(said)}`];
  const withPeriod = now('cancel_at_period_end') === true ? ', with its period' : '';
  const told =
    typeof before === 'string' ? `Now ends on ${format.date(after)} instead of ${format.date(before)}` : null;
  // A whole period has no unused days to speak of.
  const unused = withPeriod !== '' && now('cancel_settle') === 'none' ? [] : unusedWords(said);
  return [told ?? `Canceled: ends on ${format.date(after)}${withPeriod}`, ...unused];
}

function nameWords({ has, now }: Said): string[] {
  const id = now('external_id');
  return [
    ...(has('external_id') ? [id === null ? 'Your own id was taken away' : `Your own id is now ${id}`] : []),
    ...(has('metadata') ? ['Metadata changed'] : []),
  ];
}

function endWords({ entry, now, has, format }: Said): string {
  if (entry.action === 'subscription.expired')
    return now('reason') === null ? 'Expired with its contract' : `Expired, as ${now('reason')}`;
  if (now('reason') === NO_METHOD) return 'Ended with its trial, as there was no payment method';
  const on = now('ends_on');
  return has('ends_on') && typeof on === 'string' ? `Ended on ${format.date(on)}` : 'Ended';
}

const NO_METHOD = 'no payment method';

const unused: Record<string, string> = {
  none: 'Unused days are not given back',
  refund: 'Unused days are refunded',
  credit: 'Unused days become credit of the customer',
};

function unusedWords({ now }: Said): string[] {
  const words = unused[String(now('cancel_settle'))];
  return words === undefined ? [] : [words];
}

const reasons: Record<string, string> = {
  unpaid: ', as an invoice stayed unpaid',
  no_method: ', as its trial ended without a payment method',
};

const pauseReason = ({ now }: Said) =>
  reasons[now('reason') === NO_METHOD ? 'no_method' : String(now('pause_reason'))] ?? '';

function untilWords({ now, format }: Said): string {
  const day = now('resumes_on');
  return typeof day === 'string' ? ` until ${format.date(day)}` : '';
}

/** What it charged or gave back, as its documents have it before tax. */
function moneyWords({ entry: { amount, currency }, format }: Said): string {
  if (amount === null || currency === null || amount === 0) return '';
  const money = format.money(Math.abs(amount), currency);
  return amount > 0 ? `, ${money} charged before tax` : `, ${money} given back before tax`;
}

function periodWords({ now, format }: Said): string[] {
  const period = now('current_period') as { start?: unknown; end?: unknown } | null;
  const [start, end] = [period?.start ?? now('current_period_start'), period?.end ?? now('current_period_end')];
  return typeof start === 'string' && typeof end === 'string' ? [`Now ${format.period(start, end)}`] : [];
}

function mrrWords({ was, now, format, entry: { currency } }: Said): string[] {
  const [before, after] = [was('mrr'), now('mrr')];
  if (typeof after !== 'number' || currency === null) return [];
  const to = format.money(after, currency);
  return [typeof before === 'number' ? `MRR from ${format.money(before, currency)} to ${to}` : `MRR ${to}`];
}

/** What a sentence has said, or what follows from it by itself. */
const SAID = new Set([
  ...['status', 'plan', 'plan_version_id', 'change_id', 'items', 'scheduled_change', 'mrr', 'external_id', 'metadata'],
  ...['anchor_date', 'current_period', 'current_period_start', 'current_period_end', 'cycle_index', 'next_billing_at'],
  ...['ends_on', 'cancel_at_period_end', 'cancel_settle', 'canceled_at', 'ended_at', 'paused_at', 'pause_reason'],
  ...['resumes_on', 'grace_ends_at', 'reason'],
]);

const restWords = ({ entry, format }: Said): string[] =>
  entry.changes
    .filter(({ field }) => !SAID.has(field))
    .map((change) => changeWords(change, format.date, format.dateTime));
