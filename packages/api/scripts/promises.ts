import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const FILE = 'packages/api/test/scenarios/simulation.scenario.test.ts';

/**
 * `pnpm promises [how many] [the first round]`: so often something random is asked of a random subscription, previewed, done
 * and compared. Tells what was asked for, and of each broken promise the shortest story that breaks it.
 */
function main([cases = '5000', first = '1']: string[]): void {
  const env = {
    ...process.env,
    PROMISES_CASES: wholeNumber('how many', cases),
    PROMISES_SEED: wholeNumber('the first round', first),
    PROMISES_TOLD: 'yes',
  };
  const run = spawnSync('vitest', ['run', '--project', 'db', FILE, '-t', 'what previews promise'], {
    cwd: REPOSITORY,
    env,
    stdio: 'inherit',
  });
  process.exitCode = run.status ?? 1;
}

function wholeNumber(what: string, text: string): string {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return text;
  throw new Error(`${what} is "${text}"; write a whole number above zero, such as pnpm promises 5000 1.`);
}

main(process.argv.slice(2));
