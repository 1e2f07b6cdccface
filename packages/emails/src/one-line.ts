/** A subject or a heading is one line whatever a name contains: a line break in it would begin another header. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what an injected header is made of
  return text.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
}

/** The lines of a text that somebody wrote; none where it is blank. */
export function linesOf(text: string | null | undefined): string[] {
  return text?.trim() ? text.trim().split(/\r?\n/) : [];
}
