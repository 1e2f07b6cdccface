import type { SourceFile } from './source-files.ts';

/** Codes of the catalogue that nothing in the product throws or reads. */
export function unusedErrorCodes(codes: string[], files: SourceFile[]): string[] {
  const text = files
    .filter(({ path }) => !path.endsWith('errors/catalogue.ts') && !/\.(test|spec)\.tsx?$/.test(path))
    .map((file) => file.text)
    .join('\n');
  return codes.filter((code) => !new RegExp(`['"]${code}['"]`).test(text));
}

const MAX_LINES = 400;

export function longFiles(files: SourceFile[]): string[] {
  return files
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path}: ${lines} lines, at most ${MAX_LINES}`);
}
