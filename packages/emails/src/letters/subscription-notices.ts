import { formatMoney } from '@revenue/billing-core/money';
import { formatDay } from '@revenue/billing-core/time';
import { correspondence } from '../correspondence.ts';
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
  const day = formatDay(data.on, data.locale);
  const plan = oneLine(data.plan_name);
  return {
    ...noticeOf(data),
    subject: `Your trial of ${plan} ends on ${day}`,
    heading: `Your trial ends on ${day}`,
    preheader: `What happens with ${plan} then`,
    paragraphs: [
      `your free days of ${plan} are nearly over. On ${day} your subscription begins; there is nothing to do to keep it.`,
      'If you would rather not go on, cancel before that day and nothing is charged.',
    ],
    facts: factsOf(data, 'Begins on'),
  };
}

/** A contract renews: said early enough to be stopped, as laws on automatic renewal ask. */
export function renewalNoticeLetter(data: SubscriptionMailData): MailView {
  const day = formatDay(data.on, data.locale);
  const plan = oneLine(data.plan_name);
  return {
    ...noticeOf(data),
    subject: `${plan} renews on ${day}`,
    heading: `Your subscription renews on ${day}`,
    preheader: `${plan}, from ${day}`,
    paragraphs: [
      `your subscription to ${plan} renews by itself on ${day}. There is nothing to do to keep it.`,
      'If you would rather not renew, cancel before that day.',
    ],
    facts: factsOf(data, 'Renews on'),
  };
}

function noticeOf(data: SubscriptionMailData) {
  const button = linkButton('Manage the subscription', data.manage_url);
  return { ...EMPTY_VIEW, ...correspondence(data), button };
}

function factsOf(data: SubscriptionMailData, when: string): Labelled[] {
  return [
    { label: 'Plan', value: oneLine(data.plan_name) },
    { label: when, value: formatDay(data.on, data.locale) },
    ...(data.amount === null
      ? []
      : [{ label: 'Price', value: `${formatMoney(data.amount, data.currency, data.locale)} before tax` }]),
  ];
}
