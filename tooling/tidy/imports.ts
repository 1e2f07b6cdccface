import type { SourceFile } from './source-files.ts';

export interface Import {
  specifier: string;
  /** Gone after compilation: it may point where no code may. */
  typeOnly: boolean;
}

const STATIC = /(?:^|\n)\s*(import|export)\s+(type\s+)?([^'";]*?from\s*)?['"]([^'"\n]+)['"]/g;
const DYNAMIC = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;

export function importsOf({ text }: SourceFile): Import[] {
  const found: Import[] = [];
  for (const [, keyword, type, clause = '', specifier = ''] of text.matchAll(STATIC)) {
    if (keyword === 'export' && clause === '') continue;
    const named = /^\s*\{([\s\S]*)\}\s*from\s*$/.exec(clause)?.[1];
    const onlyTypes = named?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '));
    found.push({ specifier, typeOnly: type !== undefined || (onlyTypes === true && (named ?? '').trim() !== '') });
  }
  for (const [, specifier = ''] of text.matchAll(DYNAMIC)) found.push({ specifier, typeOnly: false });
  return found;
}
