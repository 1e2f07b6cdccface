import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readCases, runCase } from '../scripts/golden/run-cases.ts';

const cases = readCases(fileURLToPath(new URL('./golden', import.meta.url)));

test('there are golden cases of every file', () => {
  expect(cases.length).toBeGreaterThan(500);
  expect(new Set(cases.map(({ file }) => file)).size).toBe(7);
});

for (const [kind, ofKind] of Map.groupBy(cases, (found) => `${found.file.replace('.json', '')}.${found.kind}`)) {
  test(`the golden cases of kind ${kind} hold`, () => {
    const faults = ofKind.map(runCase).filter((result) => result.faults.length > 0);
    expect(faults.map((result) => `${result.id}: ${result.faults.join('; ')}`)).toEqual([]);
  });
}
