import { defineConfig } from '@playwright/test';

import { baseUrl, chromiumPath } from './e2e/environment.ts';

export default defineConfig({
  testDir: './e2e',
  testMatch: '*.spec.ts',
  outputDir: './test-results',
  workers: 2,
  projects: [
    // Pages are only looked at: two at a time.
    { name: 'pages', testMatch: 'accessibility.spec.ts', fullyParallel: true },
    // Stories go one after the other, in one company: each builds on real data.
    { name: 'stories', testIgnore: 'accessibility.spec.ts', workers: 1 },
  ],
  // Patience for machines that do other things too; no test measures time.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    baseURL: baseUrl,
    viewport: { width: 1280, height: 860 },
    // What was done and asked, and how the page looked at the end. Filming every page took a third of the time.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    screenshot: 'only-on-failure',
    acceptDownloads: true,
    launchOptions: {
      ...(chromiumPath ? { executablePath: chromiumPath } : {}),
      // As root, and where /dev/shm is small, Chromium starts only like this.
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    },
  },
});
