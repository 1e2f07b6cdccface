import type { SourceFile } from './source-files.ts';

/** What people read has one word for one thing (docs/glossary.md). Where another was in use once, it does not come back. */
const BANNED: readonly { word: RegExp; say: string }[] = [
  { word: /\b[Tt]ax numbers?\b|\bTax id\b/, say: 'tax ID' },
  { word: /\bStill (due|owed)\b|\bOutstanding\b/, say: 'amount due' },
  { word: /(['"`>])Owed\b/, say: 'balance, of a customer; amount due, of an invoice' },
];

const READ_BY_PEOPLE = /^(apps\/revenue-web\/src|packages\/(emails|documents|api|billing-core)\/src)\//;

/** Texts in code that use another word than the glossary; comments may. */
export function bannedWords(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => READ_BY_PEOPLE.test(path) && !/\.test\.tsx?$/.test(path))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, at) => {
        const code = line.replace(/^\s*(\/?\*|\/\/).*$/, '');
        return BANNED.filter(({ word }) => word.test(code)).map(({ say }) => `${path}:${at + 1}: say ${say}`);
      }),
    );
}
