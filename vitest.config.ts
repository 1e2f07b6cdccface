import { defineConfig } from 'vitest/config';

const sources = ['packages/*/{src,test,scripts}', 'apps/*/{src,test}', 'bench', 'scripts', 'prisma'];
const named = (...suffixes: string[]) =>
  sources.flatMap((folder) => suffixes.map((suffix) => `${folder}/**/*${suffix}.test.{ts,tsx}`));
const needsDatabase = named('.db', '.rls', '.scenario');

// A test says in its name what it needs: nothing (unit), PostgreSQL (db), or the repository itself (tidy).
export default defineConfig({
  test: {
    // `pnpm coverage:core`: the billing core alone is held to a share of its branches.
    coverage: {
      provider: 'v8',
      include: ['packages/billing-core/src/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text'],
      thresholds: { branches: 98 },
    },
    projects: [
      {
        test: {
          name: 'unit',
          include: named(''),
          exclude: ['**/node_modules/**', ...needsDatabase],
        },
      },
      {
        test: {
          name: 'db',
          include: needsDatabase,
          globalSetup: ['packages/db/src/testing/global-setup.ts'],
          // Patience for machines that do other things too; no test measures time.
          testTimeout: 240_000,
          hookTimeout: 120_000,
          // Each worker owns one database. One more than the cores: a start or a query that is waited for leaves one idle.
          maxWorkers: 3,
        },
      },
      { test: { name: 'tidy', include: ['tooling/tidy/**/*.test.ts'] } },
    ],
  },
});
