import { dirname, join, normalize } from 'node:path/posix';
import { codeOf, isTest, type SourceFile } from './source-files.ts';

/** What writes the audit row and the event. */
const RECORDERS = new Set(['recordChange', 'recordChanges', 'writeChanges']);

/** What leaves no audit row and no event, and why. */
export const UNRECORDED: Record<string, string> = {
  'packages/api/src/usage/record-usage-route.ts recordUsageRoute':
    'a usage record is its own trace: it names its sender, is never changed, and there are millions of them (decision 0010)',
  'packages/api/src/usage/router.ts record': 'the same records, over tRPC',
};

type Declarations = Map<string, { code: string; imports: Map<string, { path: string; name: string }> }>;

/**
 * The operations behind mutations and behind plain routes that write, from which no way leads to what records a change.
 * A way goes from function to function by the names that stand in them, through imports.
 */
export function unrecordedChanges(files: SourceFile[]): string[] {
  const sources = files.filter(({ path }) => path.startsWith('packages/api/src/') && !isTest(path));
  const house = new Map(sources.map((file) => [file.path, declarationsOf(file)]));
  return mutationsOf(sources)
    .filter(({ path, code }) => !recordsChange(house, path, code))
    .map(({ name }) => name)
    .sort();
}

type Mutation = { name: string; path: string; code: string };

/** What is sent with POST, PUT or DELETE: the entry of a router, or the declaration of a plain route. */
export function mutationsOf(files: SourceFile[]): Mutation[] {
  return files.flatMap((file) => {
    const entries = file.text.split(/\n +(?=\w+: \w*Procedure\b)/).slice(1);
    const mutations = entries.flatMap((entry) => {
      const code = /\.mutation\(([\s\S]*)/.exec(entry)?.[1];
      return code ? [{ name: `${file.path} ${entry.split(':')[0]}`, path: file.path, code }] : [];
    });
    const routes = [...declarationsOf(file)]
      .filter(([, { code }]) => /: PlainRoute = |= csvImportRoute\(/.test(code) && !/method: 'GET'/.test(code))
      .map(([name, { code }]) => ({ name: `${file.path} ${name}`, path: file.path, code }));
    return [...mutations, ...routes];
  });
}

function recordsChange(house: Map<string, Declarations>, path: string, code: string): boolean {
  const seen = new Set<string>();
  const open = reached(house, path, code);
  for (let next = open.pop(); next; next = open.pop()) {
    if (RECORDERS.has(next.name)) return true;
    const key = `${next.path}#${next.name}`;
    const declaration = house.get(next.path)?.get(next.name);
    if (seen.has(key) || !declaration) continue;
    seen.add(key);
    open.push(...reached(house, next.path, declaration.code));
  }
  return false;
}

/** Everything of ours that a piece of code names, where it is at home. */
function reached(house: Map<string, Declarations>, path: string, code: string): { path: string; name: string }[] {
  const here = house.get(path);
  const imports = here?.values().next().value?.imports;
  return [...new Set(codeOf(code).match(/\b[a-zA-Z_]\w*\b/g))].flatMap((name) => {
    const imported = imports?.get(name);
    if (imported) return [imported];
    return here?.has(name) ? [{ path, name }] : [];
  });
}

/** What a file declares at its left edge, as the formatter leaves it, and what it imports that is there at run time. */
function declarationsOf({ path, text }: SourceFile): Declarations {
  const imports = new Map<string, { path: string; name: string }>();
  for (const [, names = '', from = ''] of text.matchAll(/\nimport \{([^}]*)\} from '(\.[^']+)'/g) ?? [])
    for (const one of names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name && !name.startsWith('type '))) {
      const [name = '', local = name] = one.split(' as ');
      imports.set(local, { path: normalize(join(dirname(path), from)), name });
    }
  const parts = text.split(/\n(?=(?:export )?(?:async )?(?:function|const|class) )/);
  return new Map(
    parts.slice(1).flatMap((code) => {
      const name = /^(?:export )?(?:async )?(?:function\*?|const|class) (\w+)/.exec(code)?.[1];
      return name ? [[name, { code, imports }] as const] : [];
    }),
  );
}
