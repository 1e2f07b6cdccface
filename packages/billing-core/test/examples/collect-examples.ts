import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url));

/** An `@example` of an exported thing: code whose lines end in `// result`. */
export type Example = { folder: string; file: string; name: string; text: string };

// A doc comment and the name of what is exported right below it.
const DOCUMENTED = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export\s+(?:async\s+)?(?:function\*?|const|class)\s+(\w+)/g;

/** The examples in the doc comments of all sources of the package. */
export function collectExamples(): Example[] {
  const files = globSync('**/*.ts', { cwd: SOURCES }).filter((file) => !file.endsWith('.test.ts'));
  return files.sort().flatMap((file) => {
    const source = readFileSync(`${SOURCES}${file}`, 'utf8');
    return [...source.matchAll(DOCUMENTED)].flatMap(([, comment = '', name = '']) =>
      examplesOf(comment).map((text) => ({ folder: file.split('/')[0] ?? '', file, name, text })),
    );
  });
}

function examplesOf(comment: string): string[] {
  const text = comment
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n');
  return text
    .split(/@example/)
    .slice(1)
    .map((part) => (part.split(/\n\s*@/)[0] ?? '').trim());
}

/** Every module that the package exports, by the name of its folder. */
export async function publicModules(): Promise<Map<string, Record<string, unknown>>> {
  const folders = globSync('*/index.ts', { cwd: SOURCES }).map((file) => file.split('/')[0] ?? '');
  const modules = folders.sort().map(async (folder) => {
    const loaded: Record<string, unknown> = await import(`../../src/${folder}/index.ts`);
    return [folder, loaded] as const;
  });
  return new Map(await Promise.all(modules));
}
