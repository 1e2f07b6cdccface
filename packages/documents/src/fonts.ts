import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Font } from '@react-pdf/renderer';
import { unwrapWoff } from './unwrap-woff.ts';

/**
 * Inter with all its scripts in one file per weight. Files cut by script, with a fall-back per glyph, would also draw
 * every character, but each change of file starts a new word for the line breaker: a Polish name is then broken, and
 * hyphenated, at any of its letters, and every change of file is embedded again.
 */
export const FONT_FAMILY = 'Inter';

const WEIGHTS = [
  [400, '400Regular'],
  [500, '500Medium'],
  [700, '700Bold'],
] as const;

/** For letters that Inter lacks, in the order in which they are asked: Japanese, simplified Chinese, Korean. */
const EAST_ASIAN = [
  ['Kosugi', '@fontsource/kosugi/files/kosugi-japanese-400-normal.woff'],
  ['ZCOOL XiaoWei', '@fontsource/zcool-xiaowei/files/zcool-xiaowei-chinese-simplified-400-normal.woff'],
  ['Nanum Gothic', '@fontsource/nanum-gothic/files/nanum-gothic-korean-400-normal.woff'],
] as const;

/** A buyer's name is read most easily in the shapes of the own language: these are asked first there. */
const OF_LANGUAGE: Record<string, string> = { ja: 'Kosugi', zh: 'ZCOOL XiaoWei', ko: 'Nanum Gothic' };

// Resolved from this file, so neither the working directory nor a space in the path matters.
const { resolve } = createRequire(import.meta.url);

/** Registers Inter. Calling it twice is harmless. */
export function registerFonts(): void {
  if (!Font.getRegisteredFontFamilies().includes(FONT_FAMILY)) {
    Font.register({
      family: FONT_FAMILY,
      fonts: WEIGHTS.map(([fontWeight, name]) => ({
        src: resolve(`@expo-google-fonts/inter/${name}/Inter_${name}.ttf`),
        fontWeight,
      })),
    });
  }
  Font.registerHyphenationCallback(breakOnlyLongWords);
}

export type HasGlyph = (character: string) => boolean;

/** Reads Inter and answers which characters it can draw. */
export async function loadFonts(): Promise<HasGlyph> {
  registerFonts();
  await Promise.all(WEIGHTS.map(([fontWeight]) => Font.load({ fontFamily: FONT_FAMILY, fontWeight })));
  return glyphsOf(FONT_FAMILY);
}

/** The fonts of one document: what its styles name, and what they can draw together. */
export type FontStack = { families: string[]; hasGlyph: HasGlyph };

/**
 * Inter, and of the East Asian fonts those that draw a letter of `text` which the ones before lack. They are read, half a
 * second each, by the first document that needs them; one in other letters is drawn with Inter alone, as it always was.
 */
export async function fontsFor(text: string, locale: string, inter: HasGlyph): Promise<FontStack> {
  const missing = new Set([...text].filter((character) => EAST_ASIAN_LETTER.test(character) && !inter(character)));
  const stack: FontStack = { families: [FONT_FAMILY], hasGlyph: inter };
  const first = OF_LANGUAGE[locale.slice(0, 2)];
  const inOrder = EAST_ASIAN.toSorted(([left], [right]) => Number(right === first) - Number(left === first));
  for (const [family, file] of inOrder) {
    if (missing.size === 0) break;
    await loadEastAsian(family, file);
    const drawn = [...missing].filter(glyphsOf(family));
    for (const character of drawn) missing.delete(character);
    if (drawn.length > 0) stack.families.push(family);
  }
  const known = stack.families.map(glyphsOf);
  return { ...stack, hasGlyph: (character) => known.some((hasGlyph) => hasGlyph(character)) };
}

async function loadEastAsian(family: string, file: string): Promise<void> {
  if (!Font.getRegisteredFontFamilies().includes(family)) {
    const font = unwrapWoff(await readFile(resolve(file))).toString('base64');
    Font.register({ family, src: `data:font/ttf;base64,${font}`, fontWeight: 400 });
  }
  await Font.load({ fontFamily: family, fontWeight: 400 });
  hideHyphen(Font.getFont({ fontFamily: family, fontWeight: 400 }).data);
}

const HYPHEN = 0x2d;
const SPACE = 0x20;

/**
 * The library puts a hyphen wherever it breaks within what it takes for a word, in the font of the letter before. East
 * Asian text has no spaces to break at and no hyphens: there it becomes a space. Hyphens that people wrote are in Inter.
 */
function hideHyphen(font: object | null): void {
  if (font === null || withoutHyphen.has(font)) return;
  if (!('glyphForCodePoint' in font && typeof font.glyphForCodePoint === 'function'))
    throw new TypeError('The font library finds its glyphs elsewhere now.');
  const glyphOf = font.glyphForCodePoint.bind(font);
  font.glyphForCodePoint = (codePoint: number) => glyphOf(codePoint === HYPHEN ? SPACE : codePoint);
  withoutHyphen.add(font);
}

const withoutHyphen = new WeakSet<object>();

/** Other letters that Inter lacks, Arabic among them, are in none of these fonts: they need not be read for them. */
const EAST_ASIAN_LETTER =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\u30fb\u30fc\uff00-\uffef]/u;

function glyphsOf(family: string): HasGlyph {
  const font = Font.getFont({ fontFamily: family, fontWeight: 400 }).data;
  return (character) => font?.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) ?? false;
}

/**
 * Gives the next document fonts as if they had just been read. The font library remembers each glyph together with the
 * characters that it first stood for, and writing a subset of "ł" remembers its part "l" as standing for none: an "l" in
 * the next document would then silently disappear.
 */
export function forgetGlyphs({ families }: FontStack): void {
  for (const fontFamily of families) {
    for (const [fontWeight] of fontFamily === FONT_FAMILY ? WEIGHTS : ([[400]] as const)) {
      const font: object | null = Font.getFont({ fontFamily, fontWeight }).data;
      if (font === null || !('_glyphs' in font))
        throw new TypeError('The font library keeps its glyphs elsewhere now.');
      font._glyphs = {};
    }
  }
}

const LONGEST_UNBROKEN_WORD = 26;
const BREAK_EVERY = 13;

const LETTER = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}';
const OPENING = '（「『［〔【';
const CLOSING = '、。，．：；！？）」』］〕】ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々';

/** An East Asian letter, or a run of others, with the marks that may not be parted from it at the end of a line. */
const UNBROKEN = new RegExp(`[${OPENING}]*(?:[${LETTER}]|[^${LETTER}${OPENING}]+)[${CLOSING}]*|[${OPENING}]+`, 'gu');

/** English hyphenation in a Greek name is wrong; a web address wider than its column is worse. */
function breakOnlyLongWords(word: string): string[] {
  if (EAST_ASIAN_LETTER.test(word)) return (word.match(UNBROKEN) ?? [word]).flatMap(breakLongWord);
  return breakLongWord(word);
}

function breakLongWord(word: string): string[] {
  if (word.length <= LONGEST_UNBROKEN_WORD) return [word];
  return word.match(new RegExp(`.{1,${BREAK_EVERY}}`, 'gsu')) ?? [word];
}
