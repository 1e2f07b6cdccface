// `pnpm test:e2e [playwright's arguments]`: the browser tests against a server of their own, in a real Chromium.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { untilToldToStop } from '../apps/revenue-server/src/signals.ts';
import { StartRefused } from '../packages/db/src/embedded/start-refused.ts';
import { build } from './build.ts';
import { findChromium } from './find-chromium.ts';

try {
  process.exitCode = await runBrowserTests(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof StartRefused ? error.message : error);
  process.exitCode = 1;
}
// Whatever a test left open must not keep the run from ending.
process.exit();

async function runBrowserTests(args: string[]): Promise<number> {
  const chromium = await findChromium();
  await build('generate', 'build');
  // Only now: it imports the database client that the build makes.
  const { E2E_OWNER, E2E_TRAVELLER, startE2eServer } = await import('./e2e-server.ts');
  const server = await startE2eServer();
  const env = {
    ...process.env,
    ...chromium.environment,
    CHROMIUM_PATH: chromium.path,
    E2E_BASE_URL: server.base_url,
    E2E_EMAIL: E2E_OWNER.email,
    E2E_TRAVELLER_EMAIL: E2E_TRAVELLER.email,
    E2E_PASSWORD: E2E_OWNER.password,
  };
  console.log(`Chromium ${chromium.origin}: ${chromium.path}`);
  const config = ['--config', 'apps/revenue-web/playwright.config.ts'];
  const child = spawn('playwright', ['test', ...config, ...args], { stdio: 'inherit', env });
  // Interrupted, the tests end first and what they ran against after them.
  void untilToldToStop().then(() => child.kill('SIGINT'));
  const [code] = (await once(child, 'exit')) as [number | null];
  await server.stop();
  return code ?? 1;
}
