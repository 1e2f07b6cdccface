import {
  DOCUMENT_MESSAGES,
  documentWords,
  LANGUAGES,
  type Language,
  taxReasonWords,
} from '@revenue/billing-core/languages';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect, it } from 'vitest';
import { sampleInvoice, sampleItem } from '../test/sample-invoice.ts';
import { fontsFor, loadFonts } from './fonts.ts';
import type { InvoiceDocument } from './invoice-document.ts';
import { createPrintableText } from './printable-text.ts';
import { renderInvoice } from './render-invoice.tsx';

async function printed(invoice: InvoiceDocument): Promise<{ lines: string[]; language: unknown }> {
  const document = await getDocumentProxy((await renderInvoice(invoice)).slice());
  const { text } = await extractText(document, { mergePages: true });
  const { info } = await document.getMetadata();
  const lines = text.split('\n').map((line) => line.replace(/[\s\u00a0\u202f]+/g, ' ').trim());
  return { lines: lines.filter((line) => line !== ''), language: (info as { Language?: unknown }).Language };
}

/** One with all that depends on a language: rates, reasons, a period, a discount, what was paid before. */
function invoiceIn(language: Language, locale: string, currency: string): InvoiceDocument {
  const { seller, buyer } = sampleInvoice();
  const reason = taxReasonWords(documentWords(language, locale), locale, {
    reason: null,
    reason_code: 'VATEX-EU-AE',
    category: 'AE',
  });
  return sampleInvoice({
    ...{ language, locale, currency, purchase_order_number: 'PO-7781', hosted_url: 'https://billing.example/i/abc' },
    seller: {
      ...{ ...seller, tax_id: 'DE136695976', address_lines: ['Lindenstraße 14', '10969 Berlin'] },
      bank: seller.bank && { ...seller.bank, currency },
    },
    buyer: { ...buyer, address_lines: ['1200 Main Street', 'Austin, TX 78701'] },
    items: [
      sampleItem({
        ...{ description: 'Team', quantity: '1234.5', unit_price: '12', amount: 1481400n, discount_amount: 10050n },
        ...{ service_start: '2026-01-01', service_end: '2026-02-01', tax_percents: ['0'] },
      }),
    ],
    taxes: [{ name: 'VAT', percent: '0', reason, taxable_amount: 1471350n, amount: 0n }],
    ...{ subtotal: 1481400n, discount_total: 10050n, total: 1471350n },
    ...{ amount_paid: 100000n, amount_credited: 50000n, amount_due: 1321350n, terms: 'Net 30.' },
  });
}

const GERMAN = `Northwind Software, Inc. Rechnung
INV-2026-001
Rechnungssteller
Northwind Software, Inc.
Lindenstraße 14
10969 Berlin
billing@northwind.example
USt-IdNr. DE136695976
Rechnungsempfänger
Contoso Labs LLC
Maria Sanchez
1200 Main Street
Austin, TX 78701
ap@contoso.example
Ausstellungsdatum 11.01.2026
Fällig am 10.02.2026
Zahlungsziel 30 Tage netto
Ihre Bestellung PO-7781
Zu zahlen bis 10.02.2026
13.213,50 € Rechnung INV-2026-001 online ansehen
Beschreibung Menge Einzelpreis Steuer Betrag
Team
01.–31.01.2026
Rabatt -100,50 €
1.234,5 12,00 € 0 % 14.814,00 €
Steuer Nettobetrag Steuerbetrag
VAT 0 % 14.713,50 € 0,00 €
Steuerschuldnerschaft des Leistungsempfängers
Zwischensumme 14.814,00 €
Rabatt -100,50 €
Steuer 0,00 €
Gesamtbetrag 14.713,50 €
Bezahlt -1.000,00 €
Rechnungskorrektur -500,00 €
Offener Betrag 13.213,50 €
Zahlung per Überweisung
Kontoinhaber Northwind Software, Inc.
Bank First Harbor Bank
IBAN DE89 3704 0044 0532 0130 00
BIC COBADEFFXXX
Verwendungszweck INV-2026-001 Zum Bezahlen scannen
Hinweise
Thank you for your business!
Bedingungen
Net 30.
Northwind Software, Inc. · USt-IdNr. DE136695976 · billing@northwind.example Seite 1 von 1`;

const JAPANESE = `Northwind Software, Inc. 請求書
INV-2026-001
発行者
Northwind Software, Inc.
Lindenstraße 14
10969 Berlin
billing@northwind.example
VAT 番号 DE136695976
請求先
Contoso Labs LLC
Maria Sanchez
1200 Main Street
Austin, TX 78701
ap@contoso.example
発行日 2026/01/11
支払期限 2026/02/10
支払条件 30 日以内
貴社注文番号 PO-7781
ご請求額（支払期限 2026/02/10）
¥1,321,350 請求書 INV-2026-001 をオンラインで見る
品目 数量 単価 税 金額
Team
2026/01/01~2026/01/31
値引き -¥10,050
1,234.5 ¥12 0 % ¥1,481,400
税 対象額 税額
VAT 0 % ¥1,471,350 ¥0
リバースチャージ方式
小計 ¥1,481,400
値引き -¥10,050
税 ¥0
合計 ¥1,471,350
入金済 -¥100,000
減額済 -¥50,000
お支払残額 ¥1,321,350
銀行振込でのお支払い
口座名義 Northwind Software, Inc.
銀行 First Harbor Bank
IBAN DE89 3704 0044 0532 0130 00
BIC COBADEFFXXX
振込時の摘要 INV-2026-001
備考
Thank you for your business!
条件
Net 30.
Northwind Software, Inc. · VAT 番号 DE136695976 · billing@northwind.example 1 / 1 ページ`;

it('speaks German with a customer in Germany', async () => {
  const { lines, language } = await printed(invoiceIn('de', 'de-DE', 'EUR'));
  expect(language).toBe('de');
  expect(lines.join('\n')).toBe(GERMAN);
});

it('speaks Japanese with a customer in Japan', { timeout: 30_000 }, async () => {
  const { lines, language } = await printed(invoiceIn('ja', 'ja-JP', 'JPY'));
  expect(language).toBe('ja');
  expect(lines.join('\n')).toBe(JAPANESE);
});

it.each(LANGUAGES)('has the letters of every word in %s', async (language) => {
  const words = Object.values(DOCUMENT_MESSAGES[language]).flatMap((message) =>
    typeof message === 'string' ? [message] : Object.values(message),
  );
  const stack = await fontsFor(words.join(''), language, await loadFonts());
  const { canPrint } = createPrintableText(stack.hasGlyph);
  expect(words.filter((text) => !canPrint(text))).toEqual([]);
});

it('breaks Japanese anywhere but before a closing mark, and without a hyphen', { timeout: 30_000 }, async () => {
  const sentence =
    'このたびは弊社のサービスをご利用いただき、誠にありがとうございます。ご不明な点がございましたら、お気軽にお問い合わせください。';
  const { lines } = await printed(sampleInvoice({ language: 'ja', locale: 'ja-JP', notes: sentence.repeat(2) }));
  const note = lines.filter((line) => sentence.includes(line) || line.includes('このたびは'));
  expect(lines.join('').replaceAll(' ', '')).toContain(sentence.repeat(2));
  for (const line of note) expect(line).not.toMatch(/^[、。]|-$/);
});
