import { defineConfig } from '@playwright/test';

// scripts/e2e.ts starts the server and finds the browser, and says where both are in the environment.
const { E2E_BASE_URL, CHROMIUM_PATH } = process.env;
if (!E2E_BASE_URL) throw new Error('Run the browser tests with "pnpm test:e2e": it starts the server they need.');

export default defineConfig({
  testDir: './e2e',
  testMatch: '*.spec.ts',
  outputDir: './test-results',
  // One after the other, in one company: each story builds on real data, and two cores are soon busy.
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: E2E_BASE_URL,
    viewport: { width: 1280, height: 860 },
    trace: 'retain-on-failure',
    acceptDownloads: true,
    launchOptions: {
      ...(CHROMIUM_PATH ? { executablePath: CHROMIUM_PATH } : {}),
      // As root, and where /dev/shm is small, Chromium starts only like this.
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    },
  },
});
