import { formatMoney } from '@revenue/billing-core/money';
import { formatDay } from '@revenue/billing-core/time';
import { correspondence, wordsFor } from '../correspondence.ts';
import { linkButton } from '../link-button.ts';
import type { Correspondence } from '../mail-data.ts';
import { EMPTY_VIEW, type Labelled, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';

/** What is billed: minor units with tax; whether usage of days that are not over is on it, so that more may come. */
export type NoticedBill = { amount: bigint; usage_so_far: boolean };

type SubscriptionMailData = Correspondence & {
  plan_name: string;
  /** The first day that is paid for, or that the next period begins. */
  on: string;
  /** The invoice of that moment; null where nothing is billed then, as with what is billed when it was used. */
  bill: NoticedBill | null;
  currency: string;
  manage_url: string | null;
};

export type TrialMailData = SubscriptionMailData & {
  /** What becomes of it that day; it pauses or ends for want of a payment method. */
  outcome: 'begins' | 'pauses' | 'ends';
};

export type RenewalMailData = SubscriptionMailData & {
  /** When the renewal is billed, its day or one before: until then it can be stopped. */
  billed_on: string;
  /** The day after the next term of its contract; null without one. */
  contract_until: string | null;
};

/** A trial ends: what then begins, when, and what it costs; or that nothing is billed, and why. */
export function trialEndingLetter(data: TrialMailData): MailView {
  const { say } = wordsFor(data);
  const day = formatDay(data.on, data.locale);
  const plan = oneLine(data.plan_name);
  return {
    ...noticeOf(data),
    subject: say('trial_subject', { plan, day }),
    heading: say('trial_heading', { day }),
    preheader: say('trial_preheader', { plan }),
    paragraphs: [say(`trial_${data.outcome}`, { plan, day }), ...trialMoney(data, day)],
    facts: factsOf(data, say(`${data.outcome}_on`)),
  };
}

function trialMoney(data: TrialMailData, day: string): string[] {
  const { say } = wordsFor(data);
  if (data.outcome === 'begins') return [billWords(data, day), `${say('trial_cancel')} ${howToCancel(data)}`];
  if (data.bill === null) return [say('trial_keep')];
  return [`${say('trial_keep')} ${say('trial_price', { amount: moneyOf(data, data.bill), day })}`];
}

/** A renewal: what is billed and until when it can be stopped, said early enough, as laws on automatic renewal ask. */
export function renewalNoticeLetter(data: RenewalMailData): MailView {
  const { say } = wordsFor(data);
  const day = formatDay(data.on, data.locale);
  const billed = formatDay(data.billed_on, data.locale);
  const plan = oneLine(data.plan_name);
  const { contract_until, locale } = data;
  return {
    ...noticeOf(data),
    subject: say('renewal_subject', { plan, day }),
    heading: say('renewal_heading', { day }),
    preheader: say('renewal_preheader', { plan, day }),
    paragraphs: [
      say('renewal_text', { plan, day }),
      billWords(data, billed),
      `${say('renewal_cancel', { day: billed })} ${howToCancel(data)}`,
    ],
    facts: [
      ...factsOf(data, say('renews_on')),
      ...(contract_until === null ? [] : [{ label: say('contract_until'), value: formatDay(contract_until, locale) }]),
    ],
  };
}

function billWords(data: SubscriptionMailData, day: string): string {
  const { say } = wordsFor(data);
  if (data.bill === null) return say('bill_nothing', { day });
  return say(data.bill.usage_so_far ? 'bill_so_far' : 'bill_amount', { amount: moneyOf(data, data.bill), day });
}

function howToCancel(data: SubscriptionMailData): string {
  const { say } = wordsFor(data);
  if (data.manage_url !== null) return say('cancel_by_button');
  const { email } = data.seller;
  return email === null ? say('cancel_by_answer') : say('cancel_by_mail', { email: oneLine(email) });
}

function moneyOf({ currency, locale }: SubscriptionMailData, { amount }: NoticedBill): string {
  return formatMoney(amount, currency, locale);
}

function noticeOf(data: SubscriptionMailData) {
  const button = linkButton(wordsFor(data).say('manage_subscription'), data.manage_url);
  return { ...EMPTY_VIEW, ...correspondence(data), button };
}

function factsOf(data: SubscriptionMailData, when: string): Labelled[] {
  const { say } = wordsFor(data);
  const { bill } = data;
  return [
    { label: say('plan'), value: oneLine(data.plan_name) },
    { label: when, value: formatDay(data.on, data.locale) },
    ...(bill === null
      ? []
      : [{ label: say(bill.usage_so_far ? 'amount_so_far' : 'amount_with_tax'), value: moneyOf(data, bill) }]),
  ];
}
