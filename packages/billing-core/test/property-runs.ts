import { vi } from 'vitest';

/**
 * How often fast-check tries each property: 200 times in `npm test`, or as often as PROPERTY_RUNS says. The nightly run
 * says 10,000 (`pnpm properties`).
 */
export const PROPERTY_RUNS = { numRuns: readRuns(process.env.PROPERTY_RUNS) };

// Patience follows the number of runs, for every test of a file that tries properties: what 200 runs do in a second takes
// 10,000 the better part of a minute, more on a machine that does other things too.
const PATIENCE = { test: 5_000, run: 60 };
vi.setConfig({ testTimeout: PATIENCE.test + PATIENCE.run * PROPERTY_RUNS.numRuns });

function readRuns(text: string | undefined): number {
  if (text === undefined || text === '') return 200;
  const runs = Number(text);
  if (Number.isSafeInteger(runs) && runs > 0) return runs;
  throw new Error(`PROPERTY_RUNS is "${text}"; write a whole number above zero, such as 10000.`);
}
