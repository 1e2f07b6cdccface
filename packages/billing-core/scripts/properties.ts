import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const RUNS = '10000';

/** `pnpm properties`: every test file with properties, each property tried 10,000 times (or PROPERTY_RUNS). */
function main(): void {
  const files = globSync('packages/billing-core/{src,test}/**/*.test.ts', { cwd: REPOSITORY }).filter((file) =>
    readFileSync(`${REPOSITORY}/${file}`, 'utf8').includes('PROPERTY_RUNS'),
  );
  const env = { ...process.env, PROPERTY_RUNS: process.env.PROPERTY_RUNS ?? RUNS };
  console.log(`${files.length} files with properties, ${env.PROPERTY_RUNS} runs each`);
  const run = spawnSync('vitest', ['run', '--project', 'unit', ...files], {
    cwd: REPOSITORY,
    env,
    stdio: 'inherit',
  });
  process.exitCode = run.status ?? 1;
}

main();
