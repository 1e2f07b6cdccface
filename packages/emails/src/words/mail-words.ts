import { createSay, type Language, type Say } from '@revenue/billing-core/languages';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fi } from './fi.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import type { MailMessages } from './messages.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { sv } from './sv.ts';

/** What mails say, by language. */
export const MAIL_MESSAGES: Readonly<Record<Language, MailMessages>> = {
  en,
  de,
  fr,
  es,
  it,
  nl,
  pt,
  pl,
  fi,
  sv,
  ja,
};

export type MailSay = Say<typeof en>;

/** The words of mails in one language. */
export function mailWords(language: Language, locale: string): MailSay {
  return createSay<typeof en>(MAIL_MESSAGES[language], language, locale);
}
