import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCases } from '../scripts/golden/run-cases.ts';

const results = runCases(fileURLToPath(new URL('./golden', import.meta.url)));

test('there are golden cases of every file', () => {
  expect(results.length).toBeGreaterThan(500);
  expect(new Set(results.map(({ file }) => file)).size).toBe(7);
});

for (const [kind, ofKind] of Map.groupBy(results, (result) => result.kind)) {
  test(`the golden cases of kind ${kind} hold`, () => {
    expect(
      ofKind.filter(({ faults }) => faults.length > 0).map(({ id, faults }) => `${id}: ${faults.join('; ')}`),
    ).toEqual([]);
  });
}
