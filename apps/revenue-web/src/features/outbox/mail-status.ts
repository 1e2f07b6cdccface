import type { MailSummary } from '@revenue/billing-core/mails';
import type { Tone } from '../../ui/badge.tsx';

/** A mail that only the outbox took reached nobody, and is not called sent. */
export function mailStatus({ status, transport }: MailSummary): { status: string; tone?: Tone } {
  return status === 'sent' && transport === 'outbox' ? { status: 'kept', tone: 'neutral' } : { status };
}
