import { defineConfig } from 'vitest/config';

/** The folder whose mutants are tried, as `mutation.ts` names it; without it every test runs. */
const FOLDER = process.env.MUTATION_FOLDER ?? '**';

// What Stryker runs for each mutant: the tests of the mutant's own folder, and those that hold the whole core (examples,
// golden cases). A folder answers for its own rules, so a mutant that only a neighbour would notice counts as survived.
// Fast-check runs seldom here, because a mutant is tried by thousands of test runs and a wrong rule shows in the first
// few; modules are loaded once for all files of a run, because loading is most of what a run costs.
export default defineConfig({
  test: {
    include: [`src/${FOLDER}/**/*.test.ts`, 'test/**/*.test.ts'],
    // Whole lives take seconds each: of every mutant of a calendar they would make a minute.
    exclude: ['src/subscriptions/life-properties.test.ts'],
    isolate: false,
    env: { PROPERTY_RUNS: '40' },
  },
});
