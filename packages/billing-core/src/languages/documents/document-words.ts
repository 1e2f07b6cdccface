import { createSay, type Say } from '../create-say.ts';
import type { Language } from '../languages.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fi } from './fi.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import type { DocumentMessages } from './messages.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { sv } from './sv.ts';

/** What documents say, by language. */
export const DOCUMENT_MESSAGES: Readonly<Record<Language, DocumentMessages>> = {
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

export type DocumentSay = Say<typeof en>;

/**
 * The words of documents and of their public pages in one language.
 * @example documentWords('de', 'de-DE')('page_of', { page: '1', pages: '2' }) // 'Seite 1 von 2'
 * @example documentWords('fi', 'fi-FI')('net_days', { count: 14 }) // '14 päivää netto'
 */
export function documentWords(language: Language, locale: string): DocumentSay {
  return createSay<typeof en>(DOCUMENT_MESSAGES[language], language, locale);
}
