import { afterAll, beforeAll, describe, test } from 'vitest';
import { startApi, type TestApi } from '../kit/start-api.ts';
import { simulate } from '../simulation/simulate.ts';

// `pnpm simulate` says more of each, and other seeds; SIMULATION_SEED=7 is that very life again.
const SIZE = {
  seed: Number(process.env.SIMULATION_SEED || 1),
  subscriptions: Number(process.env.SIMULATION_SUBSCRIPTIONS || 30),
  years: Number(process.env.SIMULATION_YEARS || 1),
};
let api: TestApi;

describe('a simulation of subscriptions', () => {
  beforeAll(async () => {
    api = await startApi({ now: '2027-01-20T09:17:00Z' });
  });
  afterAll(() => api.stop());

  const { seed, subscriptions, years } = SIZE;
  test(`charges ${subscriptions} of them for each of their days in ${years} years, to the cent (seed ${seed})`, async () => {
    await simulate(api, SIZE);
  }, 3_600_000);
});
