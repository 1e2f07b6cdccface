import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { lookAtEmbeddedPostgres, removeEmbeddedPostgres } from '../../packages/db/src/embedded.ts';
import { freePort } from '../testing/free-port.ts';

const FOLDER = fileURLToPath(new URL('../../apps/revenue-server/src/', import.meta.url));
const NODE = ['--disable-warning=DeprecationWarning', '--import', 'tsx'];
const PATIENCE_MS = 120_000;

/** The real server on a database of its own in a temporary folder, which may be killed at any moment. */
export class Installation {
  readonly #env: Record<string, string | undefined>;
  readonly data_dir: string;
  readonly url: string;
  #child: ChildProcess | undefined;
  /** What servers said of themselves, at the levels warn and above. */
  said = '';

  private constructor(data_dir: string, port: number, settings: Record<string, string>) {
    this.data_dir = data_dir;
    this.url = `http://localhost:${port}`;
    const { PATH, HOME, TMPDIR } = process.env;
    this.#env = { PATH, HOME, TMPDIR, DATA_DIR: data_dir, PORT: String(port), LOG_LEVEL: 'warn', ...settings };
    // Started again and again: what was compiled once is kept.
    this.#env.NODE_COMPILE_CACHE = join(data_dir, 'compiled');
  }

  static async make(settings: Record<string, string>): Promise<Installation> {
    return new Installation(await mkdtemp(join(tmpdir(), 'revenue-crash-')), await freePort(), settings);
  }

  start(): void {
    const child = spawn(process.execPath, [...NODE, join(FOLDER, 'main.ts')], {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => (this.said += part.toString()));
    this.#child = child;
  }

  /** Until it takes requests. A server that ends by itself is a fault. */
  async untilReady(): Promise<void> {
    const began = performance.now();
    while (!(await this.#isReady())) {
      const child = this.#child;
      if (child && (child.exitCode !== null || child.signalCode !== null))
        throw new Error(
          `the server ended by itself (${child.exitCode ?? child.signalCode}): ${this.said.slice(-2000)}`,
        );
      if (performance.now() - began > PATIENCE_MS)
        throw new Error(`the server was not ready in two minutes: ${this.said.slice(-2000)}`);
      await sleep(100);
    }
  }

  async #isReady(): Promise<boolean> {
    return fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).then(
      ({ status }) => status === 200,
      () => false,
    );
  }

  async killServer(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async killPostmaster(): Promise<void> {
    killHard(await this.#postmaster());
  }

  /** One of PostgreSQL's processes, upon which it throws all others out and recovers. */
  async killBackend(pick: (pids: number[]) => number): Promise<void> {
    const children = childrenOf(await this.#postmaster());
    if (children.length > 0) killHard(pick(children));
  }

  /** In order, as an operator does. The exit code. */
  async stop(): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = (await ended) as [number | null];
    return code;
  }

  async remove(): Promise<void> {
    await this.killServer();
    await removeEmbeddedPostgres(join(this.data_dir, 'postgres'));
    await rm(this.data_dir, { recursive: true, force: true });
  }

  /** A command of the command line, with its answer in JSON. */
  async command(...args: string[]): Promise<{ code: number | null; json: unknown; said: string }> {
    const child = spawn(process.execPath, [...NODE, join(FOLDER, 'cli/main.ts'), ...args, '--json'], {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let said = '';
    child.stdout.on('data', (part: Buffer) => (out += part.toString()));
    child.stderr.on('data', (part: Buffer) => (said += part.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    const json = out.trim() === '' ? null : (JSON.parse(out) as unknown);
    return { code, json, said: said + out };
  }

  async #postmaster(): Promise<number> {
    const { dataDir } = await lookAtEmbeddedPostgres(join(this.data_dir, 'postgres'));
    const file = await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').catch(() => '');
    return Number(file.split('\n')[0]);
  }
}

function childrenOf(pid: number): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([child = 0, parent]) => (parent === pid && pid > 0 ? [child] : []));
}

/** What is gone already needs no killing. */
function killHard(pid: number): void {
  if (!(pid > 1)) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended between asking and killing.
  }
}
