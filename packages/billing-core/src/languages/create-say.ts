import { formatQuantity } from '../money/format-money.ts';
import type { Language } from './languages.ts';

/** One message for each number that a language tells apart (CLDR): Polish has one, few and many, Japanese none. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** Messages by key. `{name}` in a message stands for a value. */
export type Messages = Readonly<Record<string, string | PluralForms>>;

/** The same messages in another language: a key too few or too many does not compile. */
export type Translated<Source extends Messages> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : PluralForms;
};

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type NamesOf<Message> = Message extends { other: infer Text } ? NamesIn<Text> | 'count' : NamesIn<Message>;
type ValuesOf<Message> = { [Name in NamesOf<Message>]: Name extends 'count' ? number : string };

/** A message with its values; which ones it takes is read from the English text. */
export type Say<Source extends Messages> = <Key extends keyof Source & string>(
  key: Key,
  ...values: [NamesOf<Source[Key]>] extends [never] ? [] : [ValuesOf<Source[Key]>]
) => string;

/**
 * Speaks one language: `say('page_of', { page: '1', pages: '2' })`. Values are put in as they are, and a value that looks
 * like a placeholder is not taken for one. `count` chooses the form and is written in the figures of `locale`.
 * @example createSay({ page: 'Sivu {page}' }, 'fi', 'fi-FI')('page', { page: '3' }) // 'Sivu 3'
 * @example createSay({ days: { one: '{count} dzień', few: '{count} dni', other: '{count} dnia' } }, 'pl', 'pl-PL')('days', { count: 2 }) // '2 dni'
 */
export function createSay<Source extends Messages>(
  messages: Translated<Source>,
  language: Language,
  locale: string,
): Say<Source> {
  return (key, ...given) => {
    const values: Readonly<Record<string, string | number>> = given[0] ?? {};
    const message: string | PluralForms = messages[key];
    const text = typeof message === 'string' ? message : formFor(message, values.count, language);
    return text.replace(/\{(\w+)\}/g, (_placeholder, name: string) => written(values[name], locale));
  };
}

function formFor(forms: PluralForms, count: string | number | undefined, language: Language): string {
  return forms[rulesOf(language).select(Number(count))] ?? forms.other;
}

function written(value: string | number | undefined, locale: string): string {
  return typeof value === 'number' ? formatQuantity(String(value), locale) : (value ?? '');
}

const rules = new Map<Language, Intl.PluralRules>();

function rulesOf(language: Language): Intl.PluralRules {
  const known = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, known);
  return known;
}
