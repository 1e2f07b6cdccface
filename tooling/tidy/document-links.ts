import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { REPOSITORY, type SourceFile } from './source-files.ts';

const LINK = /\]\(([^)\s]+)\)/g;
const ELSEWHERE = /^([a-z][a-z0-9+.-]*:|#|\/)/i;

/** Links of documents that lead to no file of the repository. What is indented or fenced is an example, not a link. */
export function deadLinks(documents: SourceFile[]): string[] {
  return documents.flatMap(({ path, text }) =>
    [...proseOf(text).matchAll(LINK)]
      .map(([, target = '']) => target)
      .filter((target) => !ELSEWHERE.test(target))
      .filter((target) => !existsSync(join(REPOSITORY, posix.dirname(path), target.split('#', 1)[0] ?? '')))
      .map((target) => `${path}: ${target} leads nowhere`),
  );
}

function proseOf(text: string): string {
  return text
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/^ {4}.*$/gm, '')
    .replace(/`[^`\n]*`/g, '');
}
