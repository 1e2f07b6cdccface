import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const sources = ['packages/*/{src,test,scripts}', 'apps/*/{src,test}', 'bench', 'scripts', 'prisma'];
const named = (...suffixes: string[]) =>
  sources.flatMap((folder) => suffixes.map((suffix) => `${folder}/**/*${suffix}.test.{ts,tsx}`));
// Patience follows the number of runs: what 200 do in a second takes 10,000 the better part of a minute.
const patience = 5_000 + 60 * Number(process.env.PROPERTY_RUNS || 200);
const needsDatabase = named('.db', '.rls', '.scenario');

/**
 * Files that start servers and kill them wait more than they compute, up to a minute each. First, they wait beside the
 * others; last, everything waits for them.
 */
class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waits = ({ moduleId }: TestSpecification) => /\/(scripts|prisma|revenue-server)\//.test(moduleId);
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
  }
}

// A test says in its name what it needs: nothing (unit), PostgreSQL (db), or the repository itself (tidy).
export default defineConfig({
  test: {
    sequence: { sequencer: WaitingFirst },
    // `pnpm coverage:core`: the billing core alone is held to a share of its branches.
    coverage: {
      provider: 'v8',
      include: ['packages/billing-core/src/**/*.ts'],
      // The naive account is what tests hold the core to.
      exclude: ['**/*.test.ts', '**/testing/**'],
      reporter: ['text'],
      thresholds: { branches: 98 },
    },
    projects: [
      {
        test: {
          name: 'unit',
          // Pure functions leave nothing behind, so files share what they load: loading cost half of the time.
          isolate: false,
          testTimeout: patience,
          include: named(''),
          exclude: ['**/node_modules/**', ...needsDatabase],
        },
      },
      {
        test: {
          name: 'db',
          // Each file opens a database of its own; what the files load is the same, and took a quarter of the time.
          isolate: false,
          include: needsDatabase,
          globalSetup: ['packages/db/src/testing/global-setup.ts'],
          // Patience for machines that do other things too; no test measures time.
          testTimeout: 240_000,
          hookTimeout: 120_000,
          // Each worker owns one database. One more than the cores: a start or a query that is waited for leaves one idle.
          maxWorkers: 3,
          // After the pure tests, which take both cores.
          sequence: { groupOrder: 1 },
        },
      },
      { test: { name: 'tidy', include: ['tooling/tidy/**/*.test.ts'] } },
    ],
  },
});
