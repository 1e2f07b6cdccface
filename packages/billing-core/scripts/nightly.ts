import { spawnSync } from 'node:child_process';

/**
 * What is too slow for every change: each property 10,000 times, 5,000 previews held to their deeds, ten simulations, branch
 * coverage, mutants. Exit 1 when one fails.
 */
const CHECKS = ['properties', 'promises', 'simulate', 'coverage:core', 'mutation'];

function main(): void {
  const failed = CHECKS.filter((check) => {
    console.log(`\n### ${check}`);
    return spawnSync('pnpm', ['run', check], { stdio: 'inherit' }).status !== 0;
  });
  console.log(`\n${CHECKS.length - failed.length} passed, ${failed.length} failed`);
  if (failed.length > 0) process.exitCode = 1;
}

main();
