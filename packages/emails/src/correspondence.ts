import { documentWords, taxIdWords } from '@revenue/billing-core/languages';
import { readableColor } from '@revenue/billing-core/tenants';
import type { Correspondence } from './mail-data.ts';
import type { MailView } from './mail-view.ts';
import { linesOf, oneLine } from './one-line.ts';
import { mailWords } from './words/mail-words.ts';

type Frame = Pick<MailView, 'language' | 'greeting' | 'labels' | 'footer' | 'brand'>;

/** The words of mails and of documents, in the language of one reader. */
export function wordsFor({ language, locale }: Pick<Correspondence, 'language' | 'locale'>) {
  return { say: mailWords(language, locale), sayOfDocument: documentWords(language, locale) };
}

/** How every mail begins and ends, and what its tables are called. */
export function correspondence(data: Correspondence): Frame {
  const { say, sayOfDocument } = wordsFor(data);
  const { buyer_name } = data;
  return {
    language: data.language,
    greeting: buyer_name === null ? say('greeting_all') : say('greeting', { name: oneLine(buyer_name) }),
    labels: {
      description: sayOfDocument('description'),
      quantity: sayOfDocument('quantity'),
      amount: sayOfDocument('amount'),
      pay_by_transfer: sayOfDocument('pay_by_transfer'),
    },
    footer: footerOf(data),
    brand: readableColor(data.seller.brand_color),
  };
}

function footerOf(data: Correspondence): string[] {
  const { seller, footer_note } = data;
  const { sayOfDocument } = wordsFor(data);
  const identity = [
    seller.tax_id ? taxIdWords(sayOfDocument, oneLine(seller.tax_id), seller.country) : '',
    oneLine(seller.email ?? ''),
  ];
  const lines = [
    ...linesOf(footer_note),
    oneLine(seller.name),
    seller.address_lines.map(oneLine).join(', '),
    identity.filter(Boolean).join(' · '),
  ];
  return lines.filter((line) => line !== '');
}
