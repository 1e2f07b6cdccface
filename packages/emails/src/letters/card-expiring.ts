import { correspondence, wordsFor } from '../correspondence.ts';
import { linkButton } from '../link-button.ts';
import type { Correspondence } from '../mail-data.ts';
import { EMPTY_VIEW, type MailView } from '../mail-view.ts';
import { oneLine } from '../one-line.ts';
import type { MailSay } from '../words/mail-words.ts';

export type CardExpiringMailData = Correspondence & {
  /** As a gateway names it, such as "Visa ending in 4242"; null says "the card" only. Never a number of a card. */
  card: string | null;
  /** `MM/YYYY`; null where the gateway does not tell. */
  expires: string | null;
  update_url: string | null;
};

export function cardExpiringLetter(data: CardExpiringMailData): MailView {
  const { say } = wordsFor(data);
  return {
    ...EMPTY_VIEW,
    ...correspondence(data),
    subject: say('card_subject', { seller: oneLine(data.seller.name) }),
    heading: say('card_heading'),
    tone: 'urgent',
    preheader: say('card_preheader'),
    paragraphs: [`${whatExpires(data, say)} ${say('card_please')}`, say('card_never')],
    button: linkButton(say('card_button'), data.update_url),
  };
}

function whatExpires({ card: named, expires }: CardExpiringMailData, say: MailSay): string {
  const card = named && oneLine(named);
  const month = expires && oneLine(expires);
  if (month) return card ? say('card_named_in', { card, month }) : say('card_in', { month });
  return card ? say('card_named_soon', { card }) : say('card_soon');
}
