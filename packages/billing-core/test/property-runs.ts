/**
 * How often fast-check tries each property: 200 times in `npm test`, or as often as PROPERTY_RUNS says. The nightly run
 * says 10,000 (`pnpm properties`). vitest.config.ts gives every test the patience that so many runs need.
 */
export const PROPERTY_RUNS = { numRuns: readRuns(process.env.PROPERTY_RUNS) };

function readRuns(text: string | undefined): number {
  if (text === undefined || text === '') return 200;
  const runs = Number(text);
  if (Number.isSafeInteger(runs) && runs > 0) return runs;
  throw new Error(`PROPERTY_RUNS is "${text}"; write a whole number above zero, such as 10000.`);
}
