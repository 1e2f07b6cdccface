import { describe, expect, it } from 'vitest';
import { createSay, documentWords, LANGUAGES, languageOf, localeIn, taxIdWords, taxReasonWords } from './index.ts';

describe('the language of a reader', () => {
  it('is that of the locale, however it is written, and English where there are no words', () => {
    expect(['de-CH', 'DE', 'pt_BR', 'ja-JP-u-ca-japanese', 'da-DK', 'x', ''].map(languageOf)).toEqual([
      ...['de', 'de', 'pt', 'ja', 'en', 'en', 'en'],
    ]);
  });

  it('keeps the figures of the place where it is read in another language', () => {
    expect(localeIn('fr', 'fr-CH-u-nu-latn')).toBe('fr-CH-u-nu-latn');
    expect(localeIn('en', 'de-AT')).toBe('en-AT');
    expect(localeIn('en', 'ko-KR')).toBe('ko-KR');
    for (const language of LANGUAGES) expect(Intl.getCanonicalLocales(localeIn(language, 'nb-NO'))).toHaveLength(1);
  });
});

describe('saying a message', () => {
  it('puts values in as they are, even those that look like placeholders', () => {
    const say = documentWords('en', 'en-GB');
    expect(say('invoice_from', { number: '$& {seller}', seller: '$1' })).toBe('Invoice $& {seller} from $1');
  });

  it('takes the form that the number has in the language, in the figures of the locale', () => {
    const days = (language: 'pl' | 'ja' | 'en', count: number) =>
      documentWords(language, language)('net_days', { count });
    expect([1, 2, 5, 22].map((count) => days('pl', count))).toEqual(['1 dzień', '2 dni', '5 dni', '22 dni']);
    expect(days('ja', 1)).toBe('1 日以内');
    expect([days('en', 1), days('en', 1000)]).toEqual(['Net 1 day', 'Net 1,000 days']);
  });

  it('falls back to the form for all other numbers', () => {
    expect(createSay({ days: { other: '{count} d' } }, 'en', 'en')('days', { count: 1 })).toBe('1 d');
  });
});

describe('what stands behind a tax', () => {
  it('is called VAT number only where it is one', () => {
    const say = documentWords('nl', 'nl-NL');
    expect(taxIdWords(say, 'nl 0012.34.567-B01', null)).toBe('Btw-nummer nl 0012.34.567-B01');
    expect(taxIdWords(say, 'DE12', null)).toBe('Fiscaal nummer DE12');
    expect(taxIdWords(say, '51 824 753 556', null)).toBe('Fiscaal nummer 51 824 753 556');
    expect(taxIdWords(say, '123-45-6789', 'US')).toBe('Fiscaal nummer 123-45-6789');
    expect(taxIdWords(say, '27AAPFU0939F1ZV', 'IN')).toBe('GSTIN 27AAPFU0939F1ZV');
  });

  it('has the words of the law for a code, those of its category for an unknown one, and never loses what was written', () => {
    const why = (reason: string | null, reason_code: string | null, category: string | null) =>
      taxReasonWords(documentWords('fi', 'fi-FI'), 'fi-FI', { reason, reason_code, category });
    expect(why(null, 'VATEX-EU-AE', null)).toBe('Käännetty verovelvollisuus');
    expect(why(null, 'VATEX-EU-132', 'E')).toBe('Veroton');
    expect(why(null, 'VATEX-EU-132', null)).toBe('VATEX-EU-132');
    expect(why(null, null, null)).toBeNull();
    expect(why('The customer is exempt from tax', null, 'E')).toBe('Asiakas on vapautettu verosta');
    expect(why('Not charged to customers in the Moon', null, 'E')).toBe('Not charged to customers in the Moon');
  });
});
