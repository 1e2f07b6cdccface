import { extractText, getDocumentProxy } from 'unpdf';
import { expect, it } from 'vitest';
import { greekInvoice, longInvoice, sampleInvoice, sampleItem } from '../test/sample-invoice.ts';
import { sampleLogo } from '../test/sample-logo.ts';
import type { InvoiceDocument } from './invoice-document.ts';
import { renderInvoice } from './render-invoice.tsx';

/** `OPS.paintImageXObject` of pdf.js. */
const PAINT_IMAGE = 85;

async function pagesOf(invoice: InvoiceDocument): Promise<string[]> {
  // unpdf takes the buffer away from us: it gets a copy.
  const document = await getDocumentProxy((await renderInvoice(invoice)).slice());
  const { text } = await extractText(document, { mergePages: false });
  // Figures are grouped with spaces that must not break; the reader of a test should not have to type them.
  return text.map((page) => page.replace(/[\s\u00a0\u202f]+/g, ' '));
}

it('prints number, parties, lines, totals and how to pay', async () => {
  const [page] = await pagesOf(sampleInvoice());
  for (const expected of [
    'INV-2026-001',
    'Northwind Software, Inc.',
    'San Francisco, CA 94105',
    'Contoso Labs LLC',
    'Jan 11, 2026',
    'Amount due by Feb 10, 2026',
    'CRM Pro – Monthly',
    '$99.00',
    '$199.00',
    '$298.00',
    'DE89 3704 0044 0532 0130 00',
    'Thank you for your business!',
    'Page 1 of 1',
  ]) {
    expect(page).toContain(expected);
  }
});

it('loses no letter of Greek, Cyrillic, Polish or Vietnamese and no currency sign', async () => {
  const text = (await pagesOf(greekInvoice())).join(' ');
  for (const expected of [
    'Żółta Łódź Oprogramowanie Sp. z o.o.',
    'ul. Świętokrzyska 12',
    'Ελληνικές Ναυτιλιακές Υπηρεσίες',
    'Ευφροσύνη Παπαδημητρίου',
    'Ἀθῆναι',
    'Техническая поддержка',
    'Україна: Київ, їжак ґанок',
    'Báo cáo tiếng Việt',
    '₽ ₹ ₴ ₺ ₸ ₾ € £ ¥ Ź ź ő ș',
    '1.235.094,75 €',
    '0,000000012345 €',
    '1–31 Δεκ 2025',
    'VAT 0 % 1.234.567,89 € 0,00 € Reverse charge',
    'Discount -10,50 €',
    'Дякуємо',
  ]) {
    expect(text).toContain(expected);
  }
});

it('loses no letter of Japanese, Chinese or Korean, mixed with others', { timeout: 30_000 }, async () => {
  const base = sampleInvoice();
  const buyer = {
    ...base.buyer,
    name: '株式会社さくらソフトウェア',
    contact_name: '髙橋 健太',
    address_lines: ['東京都千代田区丸の内１丁目９−２', 'グラントウキョウサウスタワー 12F', 'Japan'],
  };
  const written = [
    '专业版许可证：上海云帆科技有限公司 (Żółć)',
    '서울특별시 강남구 테헤란로 152 · 월간 구독',
    'データ保存、１００ＧＢ',
  ];
  const items = written.map((description) => ({ ...sampleItem(), description }));
  const [page] = await pagesOf({
    ...base,
    locale: 'ja-JP',
    buyer,
    items,
    notes: '毎度ありがとうございます。감사합니다. 谢谢！',
  });
  for (const expected of [
    '株式会社さくらソフトウェア',
    '高橋 健太',
    '東京都千代田区丸の内',
    'グラントウキョウサウスタワー',
    ...written,
    '毎度ありがとうございます。감사합니다. 谢谢！',
  ])
    expect(page).toContain(expected);
  expect(page).not.toContain('?');
});

it('draws what needs no other letters as before, whatever was drawn in between', { timeout: 30_000 }, async () => {
  const before = await renderInvoice(sampleInvoice());
  const base = sampleInvoice();
  const japanese = { ...base, buyer: { ...base.buyer, name: '日本 Łódź l' } };
  const first = await renderInvoice(japanese);
  expect(await renderInvoice(sampleInvoice())).toEqual(before);
  expect(await renderInvoice(japanese)).toEqual(first);
});

it('repeats the header of the lines on every page and counts the pages', async () => {
  const pages = await pagesOf(longInvoice(120));
  expect(pages.length).toBeGreaterThan(3);
  pages.forEach((page, index) => {
    expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    expect(page).toContain('Description Quantity Unit price Amount');
    if (index > 0) expect(page).toContain('Northwind Software, Inc. · Invoice INV-2026-001');
  });
  const seats = [...pages.join(' ').matchAll(/Licence seat (\d+)/g)].map((match) => Number(match[1]));
  expect(seats).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
  expect(pages.at(-1)).toContain('Total $4,500.00');
});

it('prints five hundred lines', { timeout: 30_000 }, async () => {
  const pages = await pagesOf(longInvoice(500));
  expect(pages.join(' ').match(/Licence seat \d+/g)).toHaveLength(500);
});

it('lets descriptions and notes longer than a page run over to the next without losing a word', async () => {
  const words = (name: string) => Array.from({ length: 1200 }, (_, index) => `${name}${index}`);
  const items = [sampleItem({ description: words('word').join(' '), details: words('tier') })];
  const text = (await pagesOf(sampleInvoice({ items, notes: words('note').join(' ') }))).join(' ');
  const printed = new Set(text.split(' '));
  const lost = ['word', 'tier', 'note'].flatMap(words).filter((word) => !printed.has(word));
  expect(lost).toEqual([]);
});

it('stamps what is paid, void or still a draft, and asks for money only where it is owed', async () => {
  const [paid] = await pagesOf(
    sampleInvoice({ status: 'paid', paid_on: '2026-02-01', amount_paid: 29800n, amount_due: 0n }),
  );
  expect(paid).toContain('PAID Feb 1, 2026');
  expect(paid).not.toContain('Pay by bank transfer');
  expect((await pagesOf(sampleInvoice({ status: 'void' })))[0]).toMatch(/VOID.*nothing is to be paid/);
  expect((await pagesOf(sampleInvoice({ status: 'draft' })))[0]).toContain('DRAFT');
});

it('prints currencies without minor units, and the code where no font has the sign', async () => {
  const yen = await pagesOf(sampleInvoice({ currency: 'JPY', locale: 'ja-JP' }));
  expect(yen[0]).toContain('¥29,800');
  const dirhams = await pagesOf(sampleInvoice({ currency: 'AED', locale: 'ar-AE' }));
  expect(dirhams[0]).toContain('AED');
  expect(dirhams[0]).toContain('298.00');
});

it('sets days and amounts in figures of one width, so that no point lies under the figure beside it', async () => {
  const base = sampleInvoice({ currency: 'EUR', locale: 'de-DE', issue_date: '2026-11-27', due_date: '2028-08-28' });
  const items = [
    sampleItem({ description: 'Wartung am 17.11.2026', amount: 711117n }),
    sampleItem({ description: 'Wartung am 28.08.2028', amount: 888888n }),
  ];
  const document = await getDocumentProxy((await renderInvoice({ ...base, items })).slice());
  const { items: printed } = await (await document.getPage(1)).getTextContent();
  const widthOf = (content: string) =>
    printed.flatMap((part) => ('str' in part && part.str === content ? [Math.round(part.width * 100)] : []));
  expect(widthOf('27.11.2026')).toEqual(widthOf('28.08.2028'));
  expect(widthOf('7.111,17\u00a0€')).toEqual(widthOf('8.888,88\u00a0€'));
  expect(widthOf('Wartung am 17.11.2026')).toEqual(widthOf('Wartung am 28.08.2028'));
  expect(widthOf('Wartung am 28.08.2028')).toHaveLength(1);
});

it('carries no figure through a float', async () => {
  const [page] = await pagesOf(sampleInvoice({ total: 9_007_199_254_740_993_01n }));
  expect(page).toContain('$9,007,199,254,740,993.01');
});

it('gives the same bytes for the same document, whatever was rendered before or beside it', async () => {
  const alone = await renderInvoice(sampleInvoice());
  const [, beside] = await Promise.all([renderInvoice(greekInvoice()), renderInvoice(sampleInvoice())]);
  expect(Buffer.from(beside).equals(Buffer.from(alone))).toBe(true);
});

it('says in its file what it is, in which language, and of which day', async () => {
  const document = await getDocumentProxy((await renderInvoice(sampleInvoice())).slice());
  const { info } = await document.getMetadata();
  expect(info).toMatchObject({
    Title: 'Invoice INV-2026-001',
    Author: 'Northwind Software, Inc.',
    Language: 'en',
    CreationDate: expect.stringContaining('D:20260111'),
  });
});

it('links to its public page in words that say where it leads', async () => {
  const document = await getDocumentProxy((await renderInvoice(greekInvoice())).slice());
  const links = (await (await document.getPage(1)).getAnnotations()) as { url?: string }[];
  expect(links.map((link) => link.url)).toEqual(['https://billing.example/i/abc123']);
  expect((await pagesOf(greekInvoice()))[0]).toContain('View invoice INV-2026-0042 online');
});

it('is as large as the paper of its seller', async () => {
  const sizeOf = async (paper: InvoiceDocument['paper']) => {
    const document = await getDocumentProxy((await renderInvoice(sampleInvoice({ paper }))).slice());
    const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
    return [Math.round(width), Math.round(height)];
  };
  expect(await sizeOf('A4')).toEqual([595, 842]);
  expect(await sizeOf('LETTER')).toEqual([612, 792]);
});

it('carries the logo at its head instead of the name', async () => {
  const { seller } = sampleInvoice();
  const logo = { content_hash: 'of the logo', width: 2, height: 1 };
  const invoice = sampleInvoice({ seller: { ...seller, logo } });
  const document = await getDocumentProxy((await renderInvoice(invoice, sampleLogo())).slice());
  const { fnArray } = await (await document.getPage(1)).getOperatorList();
  expect(fnArray).toContain(PAINT_IMAGE);
  const { text } = await extractText(document, { mergePages: true });
  // Once below "From", once as the account holder, once at the foot.
  expect(text.match(/Northwind Software, Inc\./g)).toHaveLength(3);
});

it('prints a receipt with the payments instead of how to pay', async () => {
  const [page] = await pagesOf(
    sampleInvoice({
      kind: 'receipt',
      status: 'paid',
      paid_on: '2026-02-03',
      amount_paid: 29800n,
      amount_due: 0n,
      payments: [
        { received_on: '2026-01-20', method: 'Bank transfer', reference: 'RF18', amount: 10000n },
        { received_on: '2026-02-03', method: 'Card', reference: null, amount: 19800n },
      ],
    }),
  );
  for (const expected of [
    'Receipt',
    'PAID Feb 3, 2026',
    'Invoice INV-2026-001',
    'Payments received',
    'Jan 20, 2026 Bank transfer · RF18 $100.00',
    'Feb 3, 2026 Card $198.00',
    'Total $298.00',
    'Amount due $0.00',
  ]) {
    expect(page).toContain(expected);
  }
  expect(page).not.toContain('Pay by bank transfer');
});
