import { LANGUAGES, type Language, languageOf, localeIn } from '@revenue/billing-core/languages';
import type { PartySnapshot } from '../invoices/parties.ts';

/** In which words, and in whose figures and days. */
export interface Reader {
  language: Language;
  locale: string;
}

/** Whoever is written to now. */
export function readerOf({ locale }: { locale: string }): Reader {
  return { language: languageOf(locale), locale };
}

/**
 * Who reads a document: a draft the customer as it is now, a final one the customer to whom it was issued, for ever. What was
 * issued before documents had a language was issued in English, and stays so.
 *
 * @param chosen the language that somebody asks for instead
 */
export function documentReader(
  issued_to: PartySnapshot | null,
  customer: { locale: string },
  chosen?: Language,
): Reader {
  const locale = issued_to?.locale ?? customer.locale;
  const own = { language: issued_to === null ? languageOf(locale) : issuedIn(issued_to), locale };
  if (chosen === undefined || chosen === own.language) return own;
  return { language: chosen, locale: localeIn(chosen, locale) };
}

function issuedIn({ language }: PartySnapshot): Language {
  return LANGUAGES.find((known) => known === language) ?? 'en';
}
