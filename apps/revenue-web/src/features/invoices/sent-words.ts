import type { MailSummary } from '@revenue/billing-core/mails';
import { mailStatus } from '../outbox/mail-status.ts';

/** What became of an invoice that was sent: a mail that the outbox kept reached nobody. Newest mail first. */
export function sentWords(mails: readonly MailSummary[] | undefined): string {
  const [newest] = mails ?? [];
  if (!newest) return 'Marked as sent';
  const reached = mails?.find((mail) => mailStatus(mail).status === 'sent');
  if (reached) return `Sent to ${reached.to_address}`;
  const { status } = mailStatus(newest);
  if (status === 'kept') return `Mail to ${newest.to_address} kept in the outbox, not sent`;
  return status === 'failed' ? `Mail to ${newest.to_address} failed` : `Mail to ${newest.to_address} on its way`;
}
