import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const FILE = 'packages/api/test/scenarios/simulation.scenario.test.ts';

/**
 * `pnpm simulate [how many seeds] [the first one]`: for each seed 200 subscriptions live for three years. Stops at the first
 * that comes to another sum than its days, and says which.
 */
function main([seeds = '10', first = '1']: string[]): void {
  const count = wholeNumber('how many seeds', seeds);
  const begin = wholeNumber('the first seed', first);
  const { SIMULATION_SUBSCRIPTIONS = '200', SIMULATION_YEARS = '3' } = process.env;
  for (let seed = begin; seed < begin + count; seed += 1) {
    const env = { ...process.env, SIMULATION_SEED: String(seed), SIMULATION_SUBSCRIPTIONS, SIMULATION_YEARS };
    const run = spawnSync('vitest', ['run', '--project', 'db', FILE, '-t', 'a simulation'], {
      cwd: REPOSITORY,
      env,
      stdio: 'inherit',
    });
    if (run.status === 0) continue;
    console.error(`seed ${seed} failed; SIMULATION_SEED=${seed} lives that life again: pnpm simulate 1 ${seed}`);
    process.exitCode = 1;
    return;
  }
  console.log(
    `${count} seeds from ${begin} on, ${SIMULATION_SUBSCRIPTIONS} subscriptions for ${SIMULATION_YEARS} years each: all well`,
  );
}

function wholeNumber(what: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Error(`${what} is "${text}"; write a whole number above zero, such as pnpm simulate 10 1.`);
}

main(process.argv.slice(2));
