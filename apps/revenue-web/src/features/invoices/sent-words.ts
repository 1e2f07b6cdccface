import { isMailTemplate, MAIL_KINDS, type MailSummary } from '@revenue/billing-core/mails';
import { mailStatus } from '../outbox/mail-status.ts';

/** What became of an invoice that was sent: a mail that the outbox kept reached nobody. Newest mail first. */
export function sentWords(mails: readonly MailSummary[] | undefined): string {
  const [newest] = mails ?? [];
  if (!newest) return 'Marked as sent';
  const reached = mails?.find((mail) => mailStatus(mail).status === 'sent');
  if (reached) return `Sent to ${reached.to_address}`;
  const { status } = mailStatus(newest);
  if (status === 'kept') return `Mail to ${newest.to_address} kept in the outbox, not sent`;
  if (status === 'outcome_unknown') return `Mail to ${newest.to_address}: nobody knows whether it arrived`;
  if (newest.status === 'canceled') return `Mail to ${newest.to_address} was not sent`;
  return status === 'failed' ? `Mail to ${newest.to_address} failed` : `Mail to ${newest.to_address} on its way`;
}

/** The other mails about an invoice: reminders, receipts, and whatever did not arrive, each with its reason. */
export function mailEvents(mails: readonly MailSummary[] | undefined): { at: string; what: string }[] {
  return (mails ?? [])
    .filter((mail) => mail.template !== 'invoice' || ['failed', 'unknown', 'canceled'].includes(mail.status))
    .map((mail) => ({ at: mail.sent_at ?? mail.created_at, what: mailWords(mail) }));
}

function mailWords(mail: MailSummary): string {
  const kind = isMailTemplate(mail.template) ? MAIL_KINDS[mail.template].title : mail.template;
  const { status } = mailStatus(mail);
  const to = `to ${mail.to_address}`;
  if (status === 'sent') return `${kind} sent ${to}`;
  if (status === 'kept') return `${kind} ${to} kept in the outbox, not sent`;
  if (status === 'failed') return `${kind} ${to} failed: ${mail.last_error}`;
  if (status === 'outcome_unknown') return `${kind} ${to}: nobody knows whether it arrived`;
  return status === 'canceled' ? `${kind} ${to} was not sent: ${mail.last_error}` : `${kind} ${to} on its way`;
}
