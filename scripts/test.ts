// `npm test`: every check there is, and at the end one line `N passed, N failed`.
import { untilToldToStop } from '../apps/revenue-server/src/signals.ts';
import { manyTests, type Outcome, oneCheck, readPlaywrightReport, readVitestReport } from './checks.ts';

type Check = { name: string; run: () => Promise<Outcome> };

const vitest = ['run', '--reporter=dot', '--reporter=json'];

/** In the order in which they find faults soonest. Each uses both cores by itself, so they follow one another. */
const checks: Check[] = [
  { name: 'generate', run: () => oneCheck('turbo', 'run', 'generate', '--output-logs=errors-only') },
  { name: 'lint', run: () => oneCheck('biome', 'check', '--error-on-warnings', '.') },
  { name: 'types', run: () => oneCheck('turbo', 'run', 'typecheck', '--output-logs=errors-only', '--continue') },
  { name: 'types of scripts', run: () => oneCheck('tsc', '--noEmit', '-p', 'scripts') },
  {
    name: 'unit, database, isolation, scenario and tidy tests',
    run: () =>
      manyTests(readVitestReport, (report) => ({
        program: 'vitest',
        args: [...vitest, `--outputFile.json=${report}`],
      })),
  },
  {
    name: 'browser tests',
    run: () =>
      manyTests(readPlaywrightReport, (report) => ({
        program: 'node',
        args: ['--import', 'tsx', 'scripts/e2e.ts', '--reporter=dot,json'],
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      })),
  },
];

void untilToldToStop().then(() => process.exit(130));

let passed = 0;
let failed = 0;
for (const { name, run } of checks) {
  const began = performance.now();
  console.log(`\n— ${name}`);
  const outcome = await run();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  for (const note of outcome.notes) console.log(`  ${note}`);
  console.log(`  ${outcome.passed} passed, ${outcome.failed} failed in ${seconds} s`);
  passed += outcome.passed;
  failed += outcome.failed;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
