import { createRequire } from 'node:module';
import { Font } from '@react-pdf/renderer';

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

/** Reads the fonts and answers which characters they can draw. */
export async function loadFonts(): Promise<(character: string) => boolean> {
  registerFonts();
  await Promise.all(WEIGHTS.map(([fontWeight]) => Font.load({ fontFamily: FONT_FAMILY, fontWeight })));
  const font = Font.getFont({ fontFamily: FONT_FAMILY, fontWeight: 400 }).data;
  return (character) => font?.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) ?? false;
}

/**
 * Gives the next document fonts as if they had just been read. The font library remembers each glyph together with the
 * characters that it first stood for, and writing a subset of "ł" remembers its part "l" as standing for none: an "l" in
 * the next document would then silently disappear.
 */
export function forgetGlyphs(): void {
  for (const [fontWeight] of WEIGHTS) {
    const font: object | null = Font.getFont({ fontFamily: FONT_FAMILY, fontWeight }).data;
    if (font === null || !('_glyphs' in font)) throw new TypeError('The font library keeps its glyphs elsewhere now.');
    font._glyphs = {};
  }
}

const LONGEST_UNBROKEN_WORD = 26;
const BREAK_EVERY = 13;

/** English hyphenation in a Greek name is wrong; a web address wider than its column is worse. */
function breakOnlyLongWords(word: string): string[] {
  if (word.length <= LONGEST_UNBROKEN_WORD) return [word];
  return word.match(new RegExp(`.{1,${BREAK_EVERY}}`, 'gsu')) ?? [word];
}
