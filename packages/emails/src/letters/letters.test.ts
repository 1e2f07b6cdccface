import { describe, expect, it } from 'vitest';
import { sampleMailData } from '../../test/sample-mail.ts';
import type { MailView } from '../mail-view.ts';
import { renderMail } from '../render-mail.ts';
import { cardExpiringLetter } from './card-expiring.ts';
import { creditNoteLetter } from './credit-note.ts';
import { invitationLetter } from './invitation.ts';
import { invoiceLetter } from './invoice.ts';
import { invoiceNoticeLetter } from './invoice-notice.ts';
import { overdueLetter } from './overdue.ts';
import { paymentFailedLetter } from './payment-failed.ts';
import { receiptLetter } from './receipt.ts';
import { reminderLetter } from './reminder.ts';
import { renewalNoticeLetter, trialEndingLetter } from './subscription-notices.ts';

const invoice = sampleMailData({
  locale: 'en-GB',
  footer_note: 'Questions? Call us.\nMonday to Friday',
  items: [
    {
      description: 'CRM Pro',
      quantity: '1',
      amount: 9900n,
      service_start: '2026-01-01',
      service_end: '2026-02-01',
    },
    { description: 'Setup Fee', quantity: '1', amount: 19900n },
  ],
});
const { seller, language, locale, buyer_name } = invoice;
const letter = { seller, language, locale, buyer_name };
const paid = { ...invoice, amount_paid: 29800n, amount_due: 0n };
const subscription = {
  ...letter,
  plan_name: 'Team',
  on: '2026-03-01',
  bill: { amount: 5831n, usage_so_far: false },
  currency: 'USD',
  manage_url: null,
};

const failed = (attempt: number, next_attempt_on: string | null, suspended_on: string | null = null) =>
  paymentFailedLetter({ ...invoice, attempt, reason: 'the bank declined it', next_attempt_on, suspended_on });

/** Each letter and what it must say, in both forms. */
const letters: Record<string, [MailView, ...string[]]> = {
  invoice: [invoiceLetter(invoice), 'INV-2026-001', 'US$298.00', 'Amount due by 10 Feb 2026', '1 – 31 Jan 2026'],
  receipt: [
    receiptLetter({
      ...paid,
      payments: [{ received_on: '2026-02-03', amount: 29800n, method: 'bank_transfer', reference: 'RF18' }],
    }),
    'nothing is left to pay',
    '3 Feb 2026',
    'US$298.00 · Bank transfer · RF18',
  ],
  reminder: [reminderLetter(invoice), 'is due on 10 Feb 2026', 'US$298.00', 'IBAN', '1 – 31 Jan 2026'],
  overdue: [overdueLetter({ ...invoice, level: 1 }), 'was due on 10 Feb 2026', 'Perhaps it was overlooked', 'IBAN'],
  payment_failed: [failed(1, '2026-02-13'), 'did not go through: the bank declined it', 'We try again on 13 Feb 2026'],
  trial_ending: [
    trialEndingLetter({ ...subscription, outcome: 'begins' }),
    ...['ends on 1 Mar 2026', 'Team', 'US$58.31 is billed on 1 Mar 2026, tax included', 'cancel before'],
  ],
  trial_pausing: [
    trialEndingLetter({ ...subscription, outcome: 'pauses' }),
    ...['your subscription is paused and nothing is billed, because we have no payment method', 'Pauses on'],
    'Then US$58.31 is billed on 1 Mar 2026',
  ],
  trial_of_usage: [
    trialEndingLetter({ ...subscription, outcome: 'begins', bill: null }),
    'Nothing is billed on 1 Mar 2026: what you use from then on is billed afterwards',
  ],
  renewal_notice: [
    renewalNoticeLetter({ ...subscription, billed_on: '2026-02-22', contract_until: '2027-03-01' }),
    ...[
      'renews by itself on 1 Mar 2026',
      'US$58.31 is billed on 22 Feb 2026, tax included',
      'cancel before 22 Feb 2026',
    ],
    ...['To cancel, answer this mail', 'Under contract until', '1 Mar 2027'],
  ],
  renewal_with_usage: [
    renewalNoticeLetter({
      ...{ ...subscription, bill: { amount: 5831n, usage_so_far: true }, manage_url: 'https://billing.example/portal' },
      ...{ billed_on: '2026-03-01', contract_until: null },
    }),
    ...[
      'As it stands US$58.31 is billed on 1 Mar 2026',
      'what you use until then comes on top',
      'https://billing.example/portal',
    ],
  ],
  card_expiring: [
    cardExpiringLetter({ ...letter, card: 'Visa ending in 1881', expires: '03/2026', update_url: null }),
    'the card Visa ending in 1881 expires in 03/2026',
  ],
  credit_note: [
    creditNoteLetter({
      ...invoice,
      ...{ credit_note_number: 'CN-7', reason: 'Setup was not needed' },
      ...{ offset: 9900n, refund: 0n, account_credit: 19900n },
    }),
    'Credit note CN-7 for invoice INV-2026-001',
    'Setup was not needed',
    'US$99.00 is taken off what is due on that invoice',
    'US$199.00 is kept for you and taken off your next invoices',
  ],
  invitation: [
    invitationLetter({ ...letter, invited_by: 'Ada', role: 'finance', accept_url: 'https://billing.example/join' }),
    'Ada would like you to work',
    'https://billing.example/join',
  ],
  invoice_notice: [
    invoiceNoticeLetter({
      ...letter,
      made: { by: 'run', invoices: 12, errors: 2 },
      totals: [
        { currency: 'USD', total: 120000n },
        { currency: 'JPY', total: 9800n },
      ],
      page_url: 'https://billing.example/billing-runs/1',
    }),
    '12 invoices',
    'US$1,200.00 + JP¥9,800',
    '2 could not be billed',
  ],
};

const plain = (text: string) =>
  text
    .replace(/<a [^>]*href="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ');

describe.each(Object.entries(letters))('the letter %s', (_name, [view, ...expected]) => {
  it('says what it must in HTML and in plain text', async () => {
    const { subject, html, text } = await renderMail(view);
    expect(subject).not.toMatch(/undefined|null|\n/);
    for (const body of [plain(html.replace(/<head>[\s\S]*<\/head>/, '')), plain(text)]) {
      for (const words of expected) expect(body).toContain(words);
      expect(body).toContain('Northwind Software, Inc.');
      expect(body).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('escapes what it is given, and fetches nothing', async () => {
    const { html } = await renderMail({ ...view, paragraphs: ['<img alt=x>'], notes: ['<script>'], footer: ['<b>'] });
    expect(html).not.toMatch(/<img|<script>|<b>/i);
    expect(html).not.toMatch(/\ssrc=|url\(|<link/i);
  });
});

describe('urgency', () => {
  it('rises with each notice of an overdue invoice, in words and in the head', () => {
    const views = [1, 2, 3, 9].map((level) => overdueLetter({ ...invoice, level }));
    expect(views.map(({ tone }) => tone)).toEqual(['urgent', 'urgent', 'severe', 'severe']);
    expect(views.map(({ subject }) => subject.split(':')[0])).toEqual([
      'Overdue',
      'Second notice',
      'Please act today',
      'Please act today',
    ]);
  });

  it('rises with each payment that failed, and says what happens when none is tried again', () => {
    const views = [failed(1, '2026-02-13'), failed(2, '2026-02-16'), failed(3, null, '2026-02-20')];
    expect(views.map(({ tone }) => tone)).toEqual(['plain', 'urgent', 'severe']);
    expect(views[2]?.subject).toContain('Last notice');
    expect(views[2]?.paragraphs.join(' ')).toContain('Without a payment your service stops on 20 Feb 2026');
  });
});

it('writes money and days as the reader of another country expects them', async () => {
  const { text } = await renderMail(reminderLetter({ ...invoice, locale: 'de-DE', currency: 'EUR' }));
  expect(plain(text)).toContain('298,00 €');
  expect(plain(text)).toContain('10.02.2026');
});

it('puts the own words of the company under every mail', async () => {
  const { text } = await renderMail(invoiceLetter(invoice));
  expect(text).toContain('-- \nQuestions? Call us.\nMonday to Friday\nNorthwind Software, Inc.');
});

it('makes no button of an address that is none', () => {
  const button = { ...invoice, hosted_url: 'javascript:alert(1)' };
  for (const view of [reminderLetter(button), overdueLetter({ ...button, level: 1 })]) expect(view.button).toBeNull();
});
