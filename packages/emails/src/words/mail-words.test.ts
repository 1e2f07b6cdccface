import { LANGUAGES, localeIn } from '@revenue/billing-core/languages';
import { describe, expect, it } from 'vitest';
import { messageFaults } from '../../../billing-core/src/languages/testing/message-faults.ts';
import { sampleMailData } from '../../test/sample-mail.ts';
import { invoiceLetter } from '../letters/invoice.ts';
import { overdueLetter } from '../letters/overdue.ts';
import { reminderLetter } from '../letters/reminder.ts';
import { renderMail } from '../render-mail.ts';
import { MAIL_MESSAGES } from './mail-words.ts';

describe.each(LANGUAGES)('mails in %s', (language) => {
  it('have the placeholders of the English ones, and every plural form of the language', () => {
    expect(messageFaults(MAIL_MESSAGES.en, MAIL_MESSAGES[language], language)).toEqual([]);
  });

  it('say in what language they are, and mix no English into it', async () => {
    const data = { ...sampleMailData({ notes: null }), language, locale: localeIn(language, 'en-IE') };
    const letters = [invoiceLetter(data), reminderLetter(data), overdueLetter({ ...data, level: 2 })];
    for (const { html, text } of await Promise.all(letters.map(renderMail))) {
      expect(html).toContain(`lang="${language}"`);
      if (language !== 'en') expect(text).not.toMatch(/invoice|Hello|Amount due|Pay by|Description|Quantity/);
    }
  });
});

it('writes German as Germans do, down to the tables and the foot', async () => {
  const data = sampleMailData({ language: 'de', locale: 'de-DE', currency: 'EUR' });
  const seller = { ...data.seller, tax_id: 'DE136695976' };
  const { subject, text } = await renderMail(invoiceLetter({ ...data, seller }));
  expect(subject).toBe('Rechnung INV-2026-001 von Northwind Software, Inc.');
  expect(text.replace(/\u00a0/g, ' ')).toBe(`Guten Tag Contoso Labs LLC,

hier ist die Rechnung INV-2026-001 vom 11.01.2026, angehängt als PDF.

Zu zahlen bis 10.02.2026: 298,00 €

Rechnung ansehen: https://billing.example/i/abc123

- CRM Pro – Monthly (1): 99,00 €
- Setup Fee (1): 199,00 €

Zwischensumme: 298,00 €
Steuer: 0,00 €
Gesamtbetrag: 298,00 €

Zahlung per Überweisung
Kontoinhaber: Northwind Software, Inc.
Bank: First Harbor Bank
IBAN: DE89 3704 0044 0532 0130 00
BIC: COBADEFFXXX
Verwendungszweck: INV-2026-001

Thank you for your business!

-- 
Northwind Software, Inc.
450 Market Street, San Francisco, CA 94105, United States
USt-IdNr. DE136695976 · billing@northwind.example
`);
});
