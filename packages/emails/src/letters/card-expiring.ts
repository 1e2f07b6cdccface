import { correspondence } from '../correspondence.ts';
import { linkButton } from '../link-button.ts';
import type { Correspondence } from '../mail-data.ts';
import { EMPTY_VIEW, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';

export type CardExpiringMailData = Correspondence & {
  /** As a gateway names it, such as "Visa ending in 4242"; null says "the card" only. Never a number of a card. */
  card: string | null;
  /** `MM/YYYY`; null where the gateway does not tell. */
  expires: string | null;
  update_url: string | null;
};

export function cardExpiringLetter(data: CardExpiringMailData): MailView {
  const card = data.card ? `the card ${oneLine(data.card)}` : 'the card you pay with';
  const expires = data.expires ? ` in ${oneLine(data.expires)}` : ' soon';
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject: `Your card expires soon: ${oneLine(data.seller.name)}`,
    heading: 'Your card expires soon',
    tone: 'urgent',
    preheader: `Renew it before it expires${expires}`,
    paragraphs: [
      `${card} expires${expires}. Please give us a new one before, so that your next payment goes through.`,
      'We never ask for the number of a card by mail; answer with none.',
    ],
    button: linkButton('Give a new card', data.update_url),
  };
}
