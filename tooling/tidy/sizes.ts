import { isTest, type SourceFile } from './source-files.ts';

const MAX_LINES = 400;
const MAX_FUNCTION_LINES = 70;
/** The core is read by people who check money: shorter. */
const MAX_CORE_FUNCTION_LINES = 40;

export function longFiles(files: SourceFile[]): string[] {
  return files
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path}: ${lines} lines, at most ${MAX_LINES}`);
}

/** Functions at the first level of a file; the formatter ends each with a bracket at the margin. */
export function longFunctions(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, text }) => {
      const most = path.startsWith('packages/billing-core/') ? MAX_CORE_FUNCTION_LINES : MAX_FUNCTION_LINES;
      return functionsOf(text)
        .filter(({ lines }) => lines > most)
        .map(({ name, lines }) => `${path}: ${name} has ${lines} lines, more than ${most}`);
    });
}

function functionsOf(text: string): { name: string; lines: number }[] {
  const found = text.matchAll(/^(?:export )?(?:default )?(?:async )?function\*? (\w+)[\s\S]*?^}/gm);
  return [...found].map((match) => ({ name: match[1] ?? '', lines: match[0].split('\n').length }));
}
