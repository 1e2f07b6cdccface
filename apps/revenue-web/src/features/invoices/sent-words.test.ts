import type { MailSummary } from '@revenue/billing-core/mails';
import { describe, expect, it } from 'vitest';
import { sentWords } from './sent-words.ts';

const mail = (status: MailSummary['status'], transport: string | null) =>
  ({ status, transport, to_address: 'bo@example.com' }) as MailSummary;

describe('sentWords', () => {
  it('does not call sent what only the outbox kept', () => {
    expect(sentWords([mail('sent', 'outbox')])).toBe('Mail to bo@example.com kept in the outbox, not sent');
  });

  it('names whom a mail reached, even when a later one did not leave', () => {
    expect(sentWords([mail('failed', 'smtp'), mail('sent', 'smtp')])).toBe('Sent to bo@example.com');
  });

  it.each([
    [mail('queued', null), 'Mail to bo@example.com on its way'],
    [mail('failed', 'smtp'), 'Mail to bo@example.com failed'],
  ])('follows a mail until it is there', (newest, words) => {
    expect(sentWords([newest])).toBe(words);
  });

  it('knows an invoice that went without a mail', () => {
    expect(sentWords([])).toBe('Marked as sent');
  });
});
