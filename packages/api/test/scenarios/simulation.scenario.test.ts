import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type TestApi } from '../kit/start-api.ts';
import { keepPromises } from '../promises/promises.ts';
import { simulate } from '../simulation/simulate.ts';

// `pnpm simulate` says more of each, and other seeds; SIMULATION_SEED=7 is that very life again.
const SIZE = {
  seed: Number(process.env.SIMULATION_SEED || 1),
  subscriptions: Number(process.env.SIMULATION_SUBSCRIPTIONS || 20),
  years: Number(process.env.SIMULATION_YEARS || 1),
};
// `pnpm promises` does it 5,000 times; PROMISES_SEED=7 begins with round 7.
const { PROMISES_CASES, PROMISES_SEED, PROMISES_SHRINK, PROMISES_TOLD } = process.env;
const [cases, first] = [Number(PROMISES_CASES || 15), Number(PROMISES_SEED || 1)];
let api: TestApi;

beforeAll(async () => {
  api = await startApi({ now: '2027-01-20T09:17:00Z' });
});
afterAll(() => api.stop());

describe('a simulation of subscriptions', () => {
  const { seed, subscriptions, years } = SIZE;
  test(`charges ${subscriptions} of them for each of their days in ${years} years, to the cent (seed ${seed})`, async () => {
    await simulate(api, SIZE);
  }, 7_200_000);
});

describe('what previews promise', () => {
  test(`is what comes, ${cases} times (from round ${first} on)`, async () => {
    const kept = await keepPromises(api, { cases, seed: first, shrinks: PROMISES_SHRINK !== 'no' });
    if (PROMISES_TOLD) console.log(`${kept.cases} cases`, kept.tally);
    if (kept.broken.length > 0) throw new Error(`promises were broken:\n\n  ${kept.broken.join('\n\n  ')}`);
    expect(kept.cases).toBeGreaterThanOrEqual(cases);
  }, 14_400_000);
});
