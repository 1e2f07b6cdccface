/** What a mail is about, and what to do with one of which nobody knows whether it arrived. */
export type MailKind = {
  /** What people call it. */
  title: string;
  /**
   * ask: it is not sent again by itself, a person decides. Two demands for one debt look like two debts.
   * repeat: it is sent again, with the same Message-ID. Notice that the law or a contract asks for, and links, do harm
   * when they are missing and none when they come twice.
   */
  when_unknown: 'ask' | 'repeat';
};

/** Every mail there is. */
export const MAIL_KINDS = {
  invoice: { title: 'Invoice', when_unknown: 'ask' },
  receipt: { title: 'Receipt', when_unknown: 'ask' },
  reminder: { title: 'Reminder before the due date', when_unknown: 'ask' },
  overdue: { title: 'Overdue', when_unknown: 'ask' },
  payment_failed: { title: 'Payment failed', when_unknown: 'ask' },
  credit_note: { title: 'Credit note', when_unknown: 'ask' },
  invoice_notice: { title: 'Notice of new invoices', when_unknown: 'ask' },
  trial_ending: { title: 'Trial ending', when_unknown: 'repeat' },
  renewal_notice: { title: 'Renewal notice', when_unknown: 'repeat' },
  card_expiring: { title: 'Card expiring', when_unknown: 'repeat' },
  invitation: { title: 'Invitation', when_unknown: 'repeat' },
  test: { title: 'Test mail', when_unknown: 'repeat' },
} as const satisfies Record<string, MailKind>;

export type MailTemplate = keyof typeof MAIL_KINDS;

export const MAIL_TEMPLATES = Object.keys(MAIL_KINDS) as [MailTemplate, ...MailTemplate[]];

export function isMailTemplate(word: string): word is MailTemplate {
  return word in MAIL_KINDS;
}
