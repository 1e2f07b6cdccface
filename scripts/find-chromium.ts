import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { StartRefused } from '../packages/db/src/embedded/start-refused.ts';

/** A Chromium that starts on this machine, and the environment it needs to find its libraries and fonts. */
export type FoundChromium = { path: string; environment: Record<string, string>; origin: string };

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const PACKAGED = fileURLToPath(new URL('../node_modules/.cache/chromium', import.meta.url));

/** The one that CHROMIUM_PATH names, one of the machine's, Playwright's own, or the one that came with the lockfile. */
export async function findChromium(): Promise<FoundChromium> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await starts(named)) return { path: named, environment: {}, origin: 'CHROMIUM_PATH' };
    throw new StartRefused(`CHROMIUM_PATH=${named} is no Chromium that starts here: name another one or unset it.`);
  }
  for (const path of INSTALLED) {
    if (existsSync(path) && (await starts(path))) return { path, environment: {}, origin: 'of this machine' };
  }
  const own = await ofPlaywright();
  if (own && (await starts(own))) return { path: own, environment: {}, origin: "Playwright's own" };
  const packaged = await unpackChromium();
  if (packaged && (await starts(packaged.path, packaged.environment))) return packaged;
  throw new StartRefused(
    'The browser tests need a Chromium and none could be had: install one (apt-get install chromium, or npx playwright install chromium) or name one with CHROMIUM_PATH.',
  );
}

async function starts(path: string, environment: Record<string, string> = {}): Promise<boolean> {
  try {
    const options = { timeout: 20_000, env: { ...process.env, ...environment } };
    // A snap that only says how to install the browser fails here.
    await promisify(execFile)(path, ['--version', '--no-sandbox'], options);
    return true;
  } catch {
    return false;
  }
}

async function ofPlaywright(): Promise<string | undefined> {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

/** Unpacks the Chromium of @sparticuz/chromium (Linux on x64) once, with the libraries that a bare machine lacks. */
async function unpackChromium(): Promise<FoundChromium | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  if (!existsSync(join(PACKAGED, 'chromium'))) await unpackInto(PACKAGED);
  const environment = { LD_LIBRARY_PATH: join(PACKAGED, 'al2023', 'lib'), FONTCONFIG_PATH: join(PACKAGED, 'fonts') };
  return { path: join(PACKAGED, 'chromium'), environment, origin: 'from the lockfile' };
}

/** In a process of its own: the package unpacks below TMPDIR, and changes the environment of whoever imports it. */
async function unpackInto(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  const script = "import('@sparticuz/chromium').then((packaged) => packaged.default.executablePath())";
  // Taken for this runtime, it brings the libraries as well.
  const env = { ...process.env, TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };
  await promisify(execFile)(process.execPath, ['-e', script], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env,
  });
  await writeFile(join(draft, 'fonts', 'fonts.conf'), fontsConfiguration(join(folder, 'fonts')));
  await rm(folder, { recursive: true, force: true });
  // Whole or not at all: an interrupted unpacking never carries the final name.
  await rename(draft, folder);
}

function fontsConfiguration(folder: string): string {
  const [fonts, cache] = [folder, `${folder}-cache`].map((path) =>
    path.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir></fontconfig>
`;
}
