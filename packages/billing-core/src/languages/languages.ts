/** The languages that documents, their public pages and mails are written in. English is what is said in all others. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'fi', 'sv', 'ja'] as const;

export type Language = (typeof LANGUAGES)[number];

/**
 * Each language as its speakers call it: whoever looks for it may read no other.
 */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  it: 'Italiano',
  nl: 'Nederlands',
  pt: 'Português',
  pl: 'Polski',
  fi: 'Suomi',
  sv: 'Svenska',
  ja: '日本語',
};

/**
 * The language in which somebody of `locale` (BCP 47) is written to.
 * @example languageOf('de-AT') // 'de'
 * @example languageOf('el-GR') // 'en'
 * @example languageOf('not a locale') // 'en'
 */
export function languageOf(locale: string): Language {
  const first = locale.split(/[-_]/, 1)[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === first) ?? 'en';
}

/**
 * The locale of the figures and days between words of `language`: the reader's own where it is of this language, or where
 * English stands in for it; otherwise that language as it is written where the reader is.
 * @example localeIn('de', 'de-AT') // 'de-AT'
 * @example localeIn('en', 'el-GR') // 'el-GR'
 * @example localeIn('fr', 'de-CH') // 'fr-CH'
 * @example localeIn('ja', 'de') // 'ja'
 */
export function localeIn(language: Language, locale: string): string {
  if (languageOf(locale) === language) return locale;
  const { region } = new Intl.Locale(locale);
  return region === undefined ? language : `${language}-${region}`;
}
