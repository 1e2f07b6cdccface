import type { Subscription } from '@revenue/billing-core/subscriptions';
import type { Format } from '../../format/create-format.ts';
import { counted } from '../../format/words.ts';

export type Standing = { tone: 'info' | 'warning' | 'danger'; title: string; text: string };

type Stands = Pick<
  Subscription,
  | 'status'
  | 'trial_end'
  | 'paused_at'
  | 'pause_reason'
  | 'resumes_on'
  | 'ends_on'
  | 'cancel_settle'
  | 'cancel_at_period_end'
  | 'current_period'
  | 'ended_at'
  | 'grace_ends_at'
  | 'contract'
  | 'time_zone'
>;

const settled = { refund: 'Unused days are refunded.', credit: 'Unused days become credit of the customer.' };

/** When it ends, where somebody has said so. */
export const endOf = ({ ends_on, cancel_at_period_end, current_period, ended_at }: Stands): string | null =>
  ended_at ? null : (ends_on ?? (cancel_at_period_end ? current_period.end : null));

/** What is out of the ordinary with a subscription, the most pressing first: what somebody has to know before all else. */
export function standingsOf(subscription: Stands, format: Format): Standing[] {
  return [
    ...ended(subscription, format),
    ...pastDue(subscription, format),
    ...paused(subscription, format),
    ...ending(subscription, format),
    ...trialing(subscription, format),
    ...contracted(subscription, format),
  ];
}

const hasEnded = (status: Stands['status']) => status === 'canceled' || status === 'expired';

/** It never comes back: who wants it again subscribes again. */
function ended({ status, ended_at, ends_on, time_zone }: Stands, format: Format): Standing[] {
  if (!hasEnded(status)) return [];
  const day = ends_on ? format.date(ends_on) : ended_at ? format.dayOf(ended_at, time_zone) : null;
  const what = status === 'expired' ? 'Expired' : 'Ended';
  return [{ tone: 'info', title: day === null ? what : `${what} on ${day}`, text: 'Nothing more is billed.' }];
}

function pastDue({ status, grace_ends_at, time_zone }: Stands, format: Format): Standing[] {
  if (status !== 'past_due') return [];
  const text = grace_ends_at
    ? `It goes on until ${format.dateTime(grace_ends_at, time_zone)}, and is active again as soon as it is paid.`
    : 'It is active again as soon as it is paid.';
  return [{ tone: 'danger', title: 'An invoice is unpaid', text }];
}

const goesOn = {
  asked: 'It stays so until somebody resumes it.',
  unpaid: 'It goes on by itself once what was overdue, or was written off, is paid; or when somebody resumes it.',
  no_method: 'It goes on by itself once who pays has a payment method; or when somebody resumes it.',
};

function paused({ status, paused_at, pause_reason, resumes_on, time_zone }: Stands, format: Format): Standing[] {
  if (status !== 'paused') return [];
  const since = paused_at ? ` since ${format.dayOf(paused_at, time_zone)}` : '';
  const text = resumes_on ? `It resumes on ${format.date(resumes_on)}.` : goesOn[pause_reason ?? 'asked'];
  return [{ tone: 'warning', title: `Paused${since}: nothing is billed`, text }];
}

function ending(subscription: Stands, format: Format): Standing[] {
  const end = endOf(subscription);
  if (end === null) return [];
  const { cancel_settle } = subscription;
  const what = cancel_settle === 'refund' || cancel_settle === 'credit' ? settled[cancel_settle] : '';
  return [
    { tone: 'warning', title: `Ends on ${format.date(end)}`, text: `Billed until then, and not after it. ${what}` },
  ];
}

function trialing({ status, trial_end }: Stands, format: Format): Standing[] {
  if (status !== 'trialing' || trial_end === null) return [];
  return [
    { tone: 'info', title: `Trial until ${format.date(trial_end)}`, text: 'That is the first day that is paid for.' },
  ];
}

/** How long it is promised; where its end is set, that says already what follows. */
function contracted(subscription: Stands, format: Format): Standing[] {
  const { contract, ended_at } = subscription;
  if (contract === null || ended_at) return [];
  const end = endOf(subscription);
  if (end === contract.ends_on) return [];
  const text = afterContract(contract, end);
  return [{ tone: 'info', title: `Under contract until ${format.date(contract.ends_on)}`, text }];
}

function afterContract({ at_end, periods, ends_on }: NonNullable<Stands['contract']>, end: string | null): string {
  if (end !== null && end < ends_on) return 'It ends before its contract does.';
  if (at_end === 'expire') return 'It expires with its contract.';
  if (end !== null) return 'It goes on then, until it ends.';
  return `It goes on for ${counted(periods, 'more period')} then, unless it is canceled.`;
}
