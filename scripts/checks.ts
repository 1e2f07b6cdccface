import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one check found. `notes` are printed even when all is well: nothing is skipped in silence. */
export type Outcome = { passed: number; failed: number; notes: string[] };

/** A command that either passes or fails as a whole. Its output is shown only when it fails. */
export async function oneCheck(command: string, ...args: string[]): Promise<Outcome> {
  const { code, said } = await run(command, args, { shown: 'when done' });
  if (code !== 0) console.log(`\n${said.trim()}\n`);
  return code === 0 ? { passed: 1, failed: 0, notes: [] } : { passed: 0, failed: 1, notes: [] };
}

/** A test runner that shows its own progress and failures, and writes its figures as JSON. */
export async function manyTests(
  read: (report: unknown) => Outcome,
  command: (reportFile: string) => TestCommand,
): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'revenue-report-'));
  try {
    const { program, args, env = {}, shown = 'at once' } = command(join(folder, 'report.json'));
    const { code, said } = await run(program, args, { shown, env });
    if (shown === 'when done') console.log(`\n${said.trim()}\n`);
    const report = await readFile(join(folder, 'report.json'), 'utf8').catch(() => undefined);
    const outcome = report === undefined ? { passed: 0, failed: 0, notes: [] } : read(JSON.parse(report));
    // A runner that fails without a failed test, as at an error outside any, is a failure all the same.
    return code !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type VitestReport = {
  numPassedTests: number;
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
};

export function readVitestReport(report: unknown): Outcome {
  const { testResults } = report as VitestReport;
  const tests = testResults.flatMap((file) => file.assertionResults);
  const failed = tests.filter((test) => test.status === 'failed').length;
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const passed = tests.filter((test) => test.status === 'passed').length;
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed');
  return {
    passed,
    failed: failed + brokenFiles.length,
    notes: [
      ...brokenFiles.map((file) => `did not run: ${file.name}`),
      ...skipped.map((test) => `skipped: ${test.fullName}`),
    ],
  };
}

type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };

export function readPlaywrightReport(report: unknown): Outcome {
  const { expected, unexpected, flaky, skipped } = (report as PlaywrightReport).stats;
  const notes = [
    ...(flaky > 0 ? [`${flaky} passed only when tried again`] : []),
    ...(skipped > 0 ? [`${skipped} browser tests were skipped`] : []),
  ];
  return { passed: expected + flaky, failed: unexpected, notes };
}

type Shown = 'at once' | 'when done';
type TestCommand = { program: string; args: string[]; env?: Record<string, string>; shown?: Shown };
type RunOptions = { shown: Shown; env?: Record<string, string> };

async function run(command: string, args: string[], options: RunOptions): Promise<{ code: number; said: string }> {
  const env = { ...process.env, ...options.env };
  const child = spawn(command, args, {
    stdio: options.shown === 'at once' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env,
  });
  const endWithUs = () => void child.kill('SIGTERM');
  process.once('exit', endWithUs);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  process.off('exit', endWithUs);
  return { code: code ?? 1, said };
}
