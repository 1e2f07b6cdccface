import type { SourceFile } from './source-files.ts';

/** Codes of the catalogue that nothing in the product throws or reads. */
export function unusedErrorCodes(codes: string[], files: SourceFile[]): string[] {
  const text = files
    .filter(({ path }) => !path.endsWith('errors/catalogue.ts') && !/\.(test|spec)\.tsx?$/.test(path))
    .map((file) => file.text)
    .join('\n');
  return codes.filter((code) => !new RegExp(`['"]${code}['"]`).test(text));
}
