import { formatMoney } from '@revenue/billing-core/money';
import { formatDay } from '@revenue/billing-core/time';
import { correspondence, wordsFor } from '../correspondence.ts';
import { linkButton } from '../link-button.ts';
import type { Correspondence } from '../mail-data.ts';
import { EMPTY_VIEW, type Labelled, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';

export type SubscriptionMailData = Correspondence & {
  plan_name: string;
  /** The first day that is paid for, or that the next period begins. */
  on: string;
  /** What that period costs before tax and usage; null where only its usage tells. */
  amount: bigint | null;
  currency: string;
  manage_url: string | null;
};

/** A trial ends: what then begins, when, and what it costs. */
export function trialEndingLetter(data: SubscriptionMailData): MailView {
  const { say } = wordsFor(data);
  const day = formatDay(data.on, data.locale);
  const plan = oneLine(data.plan_name);
  return {
    ...noticeOf(data),
    subject: say('trial_subject', { plan, day }),
    heading: say('trial_heading', { day }),
    preheader: say('trial_preheader', { plan }),
    paragraphs: [say('trial_begins', { plan, day }), say('trial_cancel')],
    facts: factsOf(data, say('begins_on')),
  };
}

/** A contract renews: said early enough to be stopped, as laws on automatic renewal ask. */
export function renewalNoticeLetter(data: SubscriptionMailData): MailView {
  const { say } = wordsFor(data);
  const day = formatDay(data.on, data.locale);
  const plan = oneLine(data.plan_name);
  return {
    ...noticeOf(data),
    subject: say('renewal_subject', { plan, day }),
    heading: say('renewal_heading', { day }),
    preheader: say('renewal_preheader', { plan, day }),
    paragraphs: [say('renewal_text', { plan, day }), say('renewal_cancel', { day })],
    facts: factsOf(data, say('renews_on')),
  };
}

function noticeOf(data: SubscriptionMailData) {
  const button = linkButton(wordsFor(data).say('manage_subscription'), data.manage_url);
  return { ...EMPTY_VIEW, ...correspondence(data), button };
}

function factsOf(data: SubscriptionMailData, when: string): Labelled[] {
  const { say } = wordsFor(data);
  const price = data.amount === null ? null : formatMoney(data.amount, data.currency, data.locale);
  return [
    { label: say('plan'), value: oneLine(data.plan_name) },
    { label: when, value: formatDay(data.on, data.locale) },
    ...(price === null ? [] : [{ label: say('price'), value: say('amount_before_tax', { amount: price }) }]),
  ];
}
