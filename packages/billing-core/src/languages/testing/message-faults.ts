import type { Messages, PluralForms } from '../create-say.ts';
import type { Language } from '../languages.ts';

/** What the types cannot see of a table of messages: other placeholders than in English, forms that its language has. */
export function messageFaults(english: Messages, translated: Messages, language: Language): string[] {
  return Object.entries(translated).flatMap(([key, message]) => [
    ...textFaults(key, textsOf(english[key] ?? ''), textsOf(message)),
    ...(typeof message === 'string' ? [] : formFaults(key, message, language)),
  ]);
}

function textFaults(key: string, english: readonly string[], texts: readonly string[]): string[] {
  const asked = placeholdersOf(english.at(-1) ?? '');
  return texts.flatMap((text) => {
    if (text.trim() === '' || text !== text.trim()) return [`${key} says nothing`];
    const taken = placeholdersOf(text);
    return taken === asked ? [] : [`${key} takes ${taken || 'nothing'}, not ${asked || 'nothing'}`];
  });
}

function formFaults(key: string, forms: PluralForms, language: Language): string[] {
  const rules = new Intl.PluralRules(language);
  const needed = new Set(Array.from({ length: 200 }, (_, count) => rules.select(count)));
  const lacking = [...needed].filter((rule) => forms[rule] === undefined);
  return lacking.length === 0 ? [] : [`${key} lacks ${lacking.sort().join(', ')}`];
}

function textsOf(message: string | PluralForms): string[] {
  return typeof message === 'string' ? [message] : Object.values(message);
}

function placeholdersOf(text: string): string {
  return [...new Set(text.match(/\{[^}]*\}/g) ?? [])].sort().join(' ');
}
