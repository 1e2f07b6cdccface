import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

/** A file of the repository, its path from the root with forward slashes. */
export interface SourceFile {
  path: string;
  text: string;
}

/** What git tracks and what it would, if added: a rule holds before the commit too. */
export function repositoryFiles(pattern: RegExp): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  });
  return listed
    .split('\0')
    .filter((path) => pattern.test(path) && existsSync(join(REPOSITORY, path)))
    .map((path) => ({ path, text: readFileSync(join(REPOSITORY, path), 'utf8') }));
}

export const TYPESCRIPT = /^(packages|apps|bench|scripts|tooling|prisma|examples)\/.*\.tsx?$/;

/** Comments and texts say what they like; only code is judged. */
export function codeOf(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1')
    .replace(
      /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g,
      (literal) => literal[0] + ' '.repeat(literal.length - 2) + literal[0],
    );
}

export const isTest = (path: string) => /\.(test|spec)\.tsx?$/.test(path) || /\/(test|e2e|testing)\//.test(path);
