// `npm test`: every check there is, and at the end one line `N passed, N failed`.
import { untilToldToStop } from '../apps/revenue-server/src/signals.ts';
import { manyTests, type Outcome, oneCheck, readPlaywrightReport, readVitestReport } from './checks.ts';

type Check = { name: string; run: () => Promise<Outcome> };

/** In the order in which they find faults soonest. Those of one step run beside each other, the steps one after another. */
const steps: Check[][] = [
  [
    {
      name: 'generate and build',
      run: () => oneCheck('turbo', 'run', 'generate', 'build', '--output-logs=errors-only'),
    },
  ],
  [{ name: 'lint', run: () => oneCheck('biome', 'check', '--error-on-warnings', '.') }],
  [{ name: 'types', run: () => oneCheck('turbo', 'run', 'typecheck', '--output-logs=errors-only', '--continue') }],
  [{ name: 'types of scripts', run: () => oneCheck('tsc', '--noEmit', '-p', 'scripts') }],
  // Pure functions keep both cores busy.
  [{ name: 'unit and tidy tests', run: () => vitestCheck('unit', 'tidy') }],
  // These wait for servers, clocks and pages more than they compute: beside each other they leave no core idle.
  [
    { name: 'database, isolation and scenario tests', run: () => vitestCheck('db') },
    { name: 'browser tests', run: browserCheck },
  ],
];

function vitestCheck(...projects: string[]): Promise<Outcome> {
  return manyTests(readVitestReport, (report) => ({
    program: 'vitest',
    args: [
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
  }));
}

function browserCheck(): Promise<Outcome> {
  return manyTests(readPlaywrightReport, (report) => ({
    program: 'node',
    args: ['--import', 'tsx', 'scripts/e2e.ts', '--reporter=dot,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    // Two that write at once are read by nobody.
    shown: 'when done',
  }));
}

void untilToldToStop().then(() => process.exit(130));

const outcomes: Outcome[] = [];
for (const step of steps) {
  console.log(`\n— ${step.map(({ name }) => name).join(', beside them ')}`);
  outcomes.push(...(await Promise.all(step.map(tell))));
}

async function tell({ name, run }: Check): Promise<Outcome> {
  const began = performance.now();
  const outcome = await run();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  for (const note of outcome.notes) console.log(`  ${note}`);
  console.log(`  ${name}: ${outcome.passed} passed, ${outcome.failed} failed in ${seconds} s`);
  return outcome;
}

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
