import type { MailSummary } from '@revenue/billing-core/mails';
import { describe, expect, it } from 'vitest';
import { mailEvents, sentWords } from './sent-words.ts';

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
    [mail('sending', null), 'Mail to bo@example.com on its way'],
    [mail('failed', 'smtp'), 'Mail to bo@example.com failed'],
    [mail('unknown', 'smtp'), 'Mail to bo@example.com: nobody knows whether it arrived'],
    [mail('canceled', null), 'Mail to bo@example.com was not sent'],
  ])('follows a mail until it is there', (newest, words) => {
    expect(sentWords([newest])).toBe(words);
  });

  it('knows an invoice that went without a mail', () => {
    expect(sentWords([])).toBe('Marked as sent');
  });
});

describe('mailEvents', () => {
  const about = (template: string, status: MailSummary['status'], fields: Partial<MailSummary> = {}) =>
    ({
      ...mail(status, 'smtp'),
      template,
      created_at: '2026-01-11T10:00:00Z',
      sent_at: null,
      last_error: null,
      ...fields,
    }) as MailSummary;

  it('tells of a mail that failed with its reason', () => {
    expect(mailEvents([about('invoice', 'failed', { last_error: '550 no such user' })])).toEqual([
      { at: '2026-01-11T10:00:00Z', what: 'Invoice to bo@example.com failed: 550 no such user' },
    ]);
  });

  it('tells of reminders and receipts, and leaves the invoice that was sent to the line of the sending', () => {
    const sent_at = '2026-01-12T09:00:00Z';
    const mails = [
      about('receipt', 'sent', { sent_at }),
      about('reminder', 'queued'),
      about('invoice', 'sent', { sent_at }),
    ];
    expect(mailEvents(mails)).toEqual([
      { at: sent_at, what: 'Receipt sent to bo@example.com' },
      { at: '2026-01-11T10:00:00Z', what: 'Reminder before the due date to bo@example.com on its way' },
    ]);
  });
});
