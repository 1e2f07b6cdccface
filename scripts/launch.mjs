// The first step of `npm start`, `npm test`, `npm run reset`, `npm run dev` and `pnpm revenue`. It runs on whatever
// Node is on the machine, before anything is installed: no dependency, no syntax newer than Node 20. It installs what
// the lockfile names when that changed, then hands over to the Node that came with it.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.revenue-install');
const node = join(modules, 'node', 'bin', 'node');
const VERBS = ['start', 'test', 'reset', 'dev', 'revenue'];

const [verb, ...rest] = process.argv.slice(2);
if (!VERBS.includes(verb)) leave(`Say one of: ${VERBS.join(', ')}.`);
if (Number(process.versions.node.split('.')[0]) < 20) {
  leave(`Revenue needs Node 20 or newer to begin with; this is ${process.version}. Get one from https://nodejs.org.`);
}
if (!isInstalled()) install();
handOver();

function wanted() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'])
    hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function isInstalled() {
  return existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();
}

function install() {
  // Not on the standard output, which belongs to the answer of a command.
  console.error('Installing what the lockfile names; the first time takes about a minute.');
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const args = ['--yes', '--loglevel=error', packageManager, 'install', '--frozen-lockfile'];
  // CI tells pnpm that nobody is there to answer questions.
  const env = { ...process.env, CI: 'true' };
  const run = spawnSync('npx', args, { cwd: root, env, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (run.error || run.status !== 0) leave(whyInstallFailed(run));
  writeFileSync(stamp, wanted());
}

function whyInstallFailed(run) {
  const said = `${run.error?.message ?? ''}\n${run.stdout ?? ''}\n${run.stderr ?? ''}`.trim();
  const noNetwork =
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|dns error|error sending request/i;
  if (noNetwork.test(said)) {
    return `${said}\n\nThe packages could not be fetched: the npm registry does not answer. Connect this machine to the
network, or point npm_config_registry at a registry it reaches, and run the same command again.`;
  }
  return `${said}\n\nThe packages could not be installed; the reason is above. Remove node_modules and try again.`;
}

function handOver() {
  const path = [join(modules, '.bin'), process.env.PATH].filter(Boolean).join(delimiter);
  const env = { ...process.env, PATH: path, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  // Warnings of libraries to their authors are for those who develop, not for those who run.
  const quiet = verb === 'start' || verb === 'revenue' ? ['--disable-warning=DeprecationWarning'] : [];
  const args = [...quiet, '--import', 'tsx', join('scripts', `${verb}.ts`), ...rest];
  const child = spawn(node, args, { cwd: root, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  const stop = () => child.connected && child.send('stop');
  // Ctrl-C reaches the child by itself as well; it counts as one wish to stop.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  // When npm above us is killed outright, nobody would ever tell us to stop.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 500).unref();
  child.on('error', (error) => leave(error.message));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

function leave(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}
