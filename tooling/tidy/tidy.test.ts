import { describe, expect, test } from 'vitest';
import { ERROR_CATALOGUE } from '../../packages/billing-core/src/errors/index.ts';
import { bannedTokens } from './banned-tokens.ts';
import { bannedWords } from './banned-words.ts';
import { deadLinks } from './document-links.ts';
import { unusedErrorCodes } from './error-codes.ts';
import { importCycles } from './import-cycles.ts';
import { importDirectionFaults } from './import-directions.ts';
import { manifestFaults } from './manifests.ts';
import { nameFaults, operationFaults, testNameFaults } from './names.ts';
import { longFiles, longFunctions } from './sizes.ts';
import { repositoryFiles, TYPESCRIPT } from './source-files.ts';
import { SYSTEM_CALLERS, systemCallers } from './system-callers.ts';
import { mutationsOf, UNRECORDED, unrecordedChanges } from './unrecorded-changes.ts';

const files = repositoryFiles(TYPESCRIPT);

describe('the house', () => {
  test('has files to judge', () => {
    expect(files.length).toBeGreaterThan(400);
  });

  test('imports only point down', () => {
    expect(importDirectionFaults(files)).toEqual([]);
  });

  test('has no files that need each other to load', () => {
    expect(importCycles(files)).toEqual([]);
  });

  test('names every version once, in the catalogue, and has no root barrels', () => {
    expect(manifestFaults(repositoryFiles(/^(packages|apps)\/[^/]+\/package\.json$|^bench\/package\.json$/))).toEqual(
      [],
    );
  });

  test('reads clocks, chance and settings only where they are at home', () => {
    expect(bannedTokens(files)).toEqual([]);
  });

  test('has one word for one thing in what people read', () => {
    const text = "const label = 'Tax number';\n// a tax number\nconst header = 'Still due';\n";
    expect(bannedWords([{ path: 'apps/revenue-web/src/a.ts', text }])).toEqual([
      'apps/revenue-web/src/a.ts:1: say tax ID',
      'apps/revenue-web/src/a.ts:3: say amount due',
    ]);
    expect(bannedWords(files)).toEqual([]);
  });

  test('keeps files and functions short', () => {
    expect(longFunctions([{ path: 'a.ts', text: `function much() {\n${'  act();\n'.repeat(70)}}\n` }])).toEqual([
      'a.ts: much has 72 lines, more than 70',
    ]);
    expect(longFiles(files)).toEqual([]);
    expect(longFunctions(files)).toEqual([]);
  });

  test('names files after what is in them', () => {
    expect(nameFaults(files)).toEqual([]);
    expect(operationFaults(files)).toEqual([]);
    expect(testNameFaults(files)).toEqual([]);
  });

  test('throws every error code of the catalogue, and no other', () => {
    expect(unusedErrorCodes(Object.keys(ERROR_CATALOGUE), files)).toEqual([]);
  });

  test('holds no data of a server', () => {
    // A clone with a data folder of its own name was once committed with all of its database.
    expect(repositoryFiles(/(^|\/)(PG_VERSION|postgresql\.conf|postmaster\.opts)$/)).toEqual([]);
  });

  test('crosses tenants only where it is said why', () => {
    expect(systemCallers(files)).toEqual(Object.keys(SYSTEM_CALLERS).sort());
  });

  test('writes an audit row and an event with every mutation', () => {
    const router =
      "\nimport { rename } from './rename.ts';\nexport const r = router({\n  read: aProcedure.query(() => 1),\n" +
      '  rename: aProcedure\n    .mutation(({ input }) => rename(input)),\n});\n';
    const path = 'packages/api/src/things';
    const silent = 'export function rename() {\n  write();\n}\nfunction write() {}\n';
    const loud = `\nimport { recordChange } from './r.ts';\n${silent.replace('{}', '{\n  recordChange();\n}')}`;
    const judge = (text: string) =>
      unrecordedChanges([
        { path: `${path}/router.ts`, text: router },
        { path: `${path}/rename.ts`, text },
      ]);
    expect([judge(silent), judge(loud)]).toEqual([[`${path}/router.ts rename`], []]);
    expect(mutationsOf(files).length).toBeGreaterThan(70);
    expect(unrecordedChanges(files)).toEqual(Object.keys(UNRECORDED).sort());
  });

  test('has documents whose links lead somewhere', () => {
    expect(deadLinks([{ path: 'docs/x.md', text: '[a](house.md#the-map) [b](no-such.md) `[c](code.md)`' }])).toEqual([
      'docs/x.md: no-such.md leads nowhere',
    ]);
    expect(deadLinks(repositoryFiles(/\.md$/))).toEqual([]);
  });
});
