import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where a wrong sign would cost somebody money. */
const FOLDERS = [
  'money',
  'time',
  'catalog',
  'usage',
  'wallets',
  'currencies',
  'subscriptions',
  'discounts',
  'taxes',
  'dunning',
  'credit-notes',
  'invoices',
  'ledger',
  'metrics',
];

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const STRYKER = fileURLToPath(new URL('../../../node_modules/.bin/stryker', import.meta.url));

/**
 * `pnpm mutation [folder...]`: one Stryker run for each folder, each with its own report under `reports/mutation`, so
 * that only what changed since the last run is tried again. Exit 1 when a folder stays below the threshold.
 */
function main(wanted: readonly string[]): void {
  const folders = wanted.length === 0 ? FOLDERS : wanted;
  const below = folders.filter((folder) => !isAboveThreshold(folder));
  console.log(`mutation: ${folders.length - below.length} of ${folders.length} folders hold`);
  if (below.length === 0) return;
  console.log(`below the threshold: ${below.join(', ')}`);
  process.exitCode = 1;
}

function isAboveThreshold(folder: string): boolean {
  console.log(`\n=== ${folder}`);
  const report = `reports/mutation/${folder.replace('/', '-')}.json`;
  mkdirSync(`${PACKAGE}/reports/mutation`, { recursive: true });
  // Schemas are words, not arithmetic; the tests of their walks hold them.
  const mutate = [
    `src/${folder}/**/*.ts`,
    '!src/**/*.test.ts',
    '!src/**/index.ts',
    '!src/**/*schema.ts',
    '!src/**/pricing-view.ts',
  ];
  const run = spawnSync(STRYKER, ['run', '--mutate', mutate.join(','), '--incrementalFile', report], {
    cwd: PACKAGE,
    stdio: 'inherit',
    env: { ...process.env, MUTATION_FOLDER: folder },
  });
  return run.status === 0;
}

main(process.argv.slice(2));
