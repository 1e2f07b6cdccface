import { expect, test } from 'vitest';
import { parseInstant } from '../time/index.ts';
import { type MailStanding, planDelivery } from './plan-delivery.ts';

const smtp = { name: 'smtp', repeats_safely_ms: 0 };
const resend = { name: 'resend', repeats_safely_ms: 23 * 3_600_000 };
const at = (time: string) => parseInstant(`2026-01-11T${time}Z`);
const mail = (overrides: Partial<MailStanding>): MailStanding => ({
  status: 'sending',
  template: 'invoice',
  transport: 'smtp',
  handed_over_at: at('10:00:00'),
  ...overrides,
});

test.each(['sent', 'canceled', 'unknown'] as const)('a mail that is %s is left alone', (status) => {
  expect(planDelivery(mail({ status }), smtp, at('12:00:00'))).toBe('leave');
});

test.each(['queued', 'sending', 'failed'] as const)('one that is %s and was not handed over is sent', (status) => {
  expect(planDelivery(mail({ status, handed_over_at: null }), smtp, at('10:00:01'))).toBe('send');
});

test('one that may be in the hands of another worker waits', () => {
  expect(planDelivery(mail({}), smtp, at('10:01:59'))).toBe('wait');
  expect(planDelivery(mail({}), smtp, at('10:02:00'))).toBe('ask');
});

test('a demand for money that may have arrived is not repeated where nobody can be asked', () => {
  for (const template of ['invoice', 'reminder', 'overdue', 'receipt', 'no-such-template']) {
    expect(planDelivery(mail({ template }), smtp, at('10:05:00'))).toBe('ask');
  }
});

test('a notice that somebody has a right to is repeated rather than lost', () => {
  for (const template of ['renewal_notice', 'trial_ending', 'card_expiring', 'invitation']) {
    expect(planDelivery(mail({ template }), smtp, at('10:05:00'))).toBe('send');
  }
});

test('under a key that the provider remembers it is repeated, and no longer than it does', () => {
  const kept = mail({ status: 'queued', transport: 'resend' });
  expect(planDelivery(kept, resend, at('10:05:00'))).toBe('send');
  expect(planDelivery({ ...kept, status: 'sending' }, resend, at('10:00:01'))).toBe('send');
  expect(planDelivery(kept, resend, parseInstant('2026-01-12T08:59:59Z'))).toBe('send');
  expect(planDelivery(kept, resend, parseInstant('2026-01-12T09:00:00Z'))).toBe('ask');
});

test('a key means nothing to another provider', () => {
  expect(planDelivery(mail({ transport: 'smtp' }), resend, at('10:05:00'))).toBe('ask');
});
