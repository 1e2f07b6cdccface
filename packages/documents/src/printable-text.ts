/** Characters that direct layout and draw nothing: text direction marks, zero-width joiners, the soft hyphen. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

const REPLACEMENTS: Record<string, string> = {
  // French figures are grouped with a narrow space that Inter does not have.
  '\u202f': '\u00a0',
  '\u2011': '-',
  '\t': ' ',
  // Variants in Japanese names that few fonts have, as forms there replace them too.
  髙: '高',
  﨑: '崎',
  𠮷: '吉',
};

/** What a character without any equivalent becomes: visibly lost, where the PDF library would draw another one. */
const UNKNOWN = '?';

export type PrintableText = {
  /** The same text in characters that the fonts have, wherever there is an equivalent. */
  print: (text: string) => string;
  /** Whether no character of it is lost in print. */
  canPrint: (text: string) => boolean;
};

/** Most characters that the fonts lack have an equivalent that they do have: a full-width ￥, a narrow space. */
export function createPrintableText(hasGlyph: (character: string) => boolean): PrintableText {
  const known = new Map<string, string>();
  const substitute = (character: string): string => {
    if (character === '\n' || hasGlyph(character)) return character;
    const replacement = REPLACEMENTS[character] ?? character.normalize('NFKC');
    return [...replacement].every(hasGlyph) ? replacement : UNKNOWN;
  };
  const printCharacter = (character: string): string => {
    const found = known.get(character);
    if (found !== undefined) return found;
    const printed = substitute(character);
    known.set(character, printed);
    return printed;
  };
  const print = (text: string) =>
    [...text.normalize('NFC').replace(/\r\n?/g, '\n').replace(INVISIBLE, '')].map(printCharacter).join('');
  const canPrint = (text: string) => {
    const lost = (content: string) => content.split(UNKNOWN).length;
    return lost(print(text)) === lost(text);
  };
  return { print, canPrint };
}

/** Applies `change` to every string inside plain data and leaves everything else as it is. */
export function mapStrings<T>(value: T, change: (text: string) => string): T;
export function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((entry) => mapStrings<unknown>(entry, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mapStrings<unknown>(entry, change)]));
}
