import { posix } from 'node:path';
import { importsOf } from './imports.ts';
import { isTest, type SourceFile } from './source-files.ts';

const LIBRARIES_OF_CORE = ['zod', 'decimal.js', 'temporal-polyfill'];

/** Which of our packages each may import. The layers of the house: an arrow only points down. */
const MAY_IMPORT: Record<string, string[]> = {
  'packages/billing-core': [],
  'packages/db': ['billing-core'],
  'packages/emails': ['billing-core'],
  'packages/documents': ['billing-core'],
  'packages/rules': ['billing-core'],
  'packages/jobs': ['billing-core', 'db'],
  'packages/api': ['billing-core', 'db', 'emails', 'documents', 'jobs', 'rules'],
  'apps/revenue-server': ['billing-core', 'db', 'emails', 'documents', 'jobs', 'api'],
  'apps/revenue-web': ['billing-core'],
  bench: ['billing-core', 'db', 'jobs', 'api', 'emails', 'documents', 'server'],
  scripts: ['billing-core', 'db', 'jobs', 'api', 'server'],
  prisma: ['billing-core', 'db', 'api'],
};

/** Imports that point up or sideways, out of the package by a path, or past what a package offers. */
export function importDirectionFaults(files: SourceFile[]): string[] {
  return files.flatMap((file) => {
    const home = homeOf(file.path);
    if (home === null || isTest(file.path)) return [];
    return importsOf(file).flatMap(({ specifier, typeOnly }) => {
      const fault = directionFault(home, file.path, specifier, typeOnly);
      return fault ? [`${file.path}: ${specifier} ${fault}`] : [];
    });
  });
}

function homeOf(path: string): string | null {
  return Object.keys(MAY_IMPORT).find((folder) => path.startsWith(`${folder}/`)) ?? null;
}

function directionFault(home: string, path: string, specifier: string, typeOnly: boolean): string | null {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier);
    const inside = home === 'scripts' || home === 'bench' || home === 'prisma' || target.startsWith(`${home}/`);
    return inside ? null : 'leaves its package by a path; import the package';
  }
  const ours = /^@revenue\/([^/]+)(\/.+)?$/.exec(specifier);
  if (ours) return ourFault(home, ours[1] ?? '', ours[2], typeOnly);
  if (home !== 'packages/billing-core' || path.includes('/scripts/')) return null;
  return LIBRARIES_OF_CORE.includes(specifier)
    ? null
    : `is no library of the pure core (${LIBRARIES_OF_CORE.join(', ')})`;
}

function ourFault(home: string, name: string, module: string | undefined, typeOnly: boolean): string | null {
  if (module === undefined) return 'names a package without a module; there are no root barrels';
  if (MAY_IMPORT[home]?.includes(name)) return null;
  // End to end types: the web knows what the routers answer, and nothing of how.
  if (home === 'apps/revenue-web' && name === 'api' && typeOnly) return null;
  return `may not be imported by ${home}`;
}
