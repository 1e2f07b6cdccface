import { counted } from '../../format/words.ts';

type Happened = readonly { type: string; count: number }[];

const WORDS: readonly [type: string, singular: string, plural: string][] = [
  ['subscription.renewed', 'subscription renewed', 'subscriptions renewed'],
  ['subscription.trial_ended', 'trial ended', 'trials ended'],
  ['subscription.canceled', 'subscription ended', 'subscriptions ended'],
  ['subscription.expired', 'subscription expired', 'subscriptions expired'],
  ['subscription.paused', 'subscription paused', 'subscriptions paused'],
  ['subscription.resumed', 'subscription resumed', 'subscriptions resumed'],
  ['invoice.created', 'invoice made', 'invoices made'],
  ['invoice.sent', 'invoice sent', 'invoices sent'],
  ['invoice.overdue', 'invoice became overdue', 'invoices became overdue'],
  ['credit_note.issued', 'credit note issued', 'credit notes issued'],
  ['mail.queued', 'mail written', 'mails written'],
  ['billing_run.completed', 'billing run', 'billing runs'],
  ['billing_run.failed', 'billing run failed', 'billing runs failed'],
];

/** What happened on the way, in the order in which people ask. What nobody asks for first is left to the audit log. */
export function happenedWords(happened: Happened): string[] {
  return WORDS.flatMap(([type, singular, plural]) => {
    const count = happened.find((one) => one.type === type)?.count ?? 0;
    return count === 0 ? [] : [counted(count, singular, plural)];
  });
}
