import type { MailStatus, MailSummary } from '@revenue/billing-core/mails';
import type { Tone } from '../../ui/badge.tsx';

/** A mail that only the outbox took reached nobody, and is not called sent. */
export function mailStatus({ status, transport }: MailSummary): { status: string; tone?: Tone } {
  if (status === 'unknown') return { status: mailStatusWord(status) };
  return status === 'sent' && (transport === 'outbox' || transport === 'test_clock')
    ? { status: 'kept', tone: 'neutral' }
    : { status };
}

/** "Unknown" alone would say that the mail is. */
export function mailStatusWord(status: MailStatus): string {
  return status === 'unknown' ? 'outcome_unknown' : status;
}
