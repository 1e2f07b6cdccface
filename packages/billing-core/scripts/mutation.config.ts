import { defineConfig } from 'vitest/config';

// What Stryker runs for each mutant: the tests of this package alone. Fast-check runs seldom here, because a mutant is
// tried by thousands of test runs and a wrong rule shows in the first few.
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Whole lives take seconds each: of every mutant of a calendar they would make a minute.
    exclude: ['src/subscriptions/life-properties.test.ts'],
    env: { PROPERTY_RUNS: '40' },
  },
});
