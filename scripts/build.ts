import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { StartRefused } from '../packages/db/src/embedded/start-refused.ts';

/** Makes what is made from the sources: the database client and the web application. Unchanged, it takes a moment. */
export async function build(...tasks: string[]): Promise<void> {
  // A process group of its own: Ctrl-C is ours to pass on.
  const child = spawn('turbo', ['run', ...tasks, '--output-logs=errors-only'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const endWithUs = () => void child.kill('SIGINT');
  process.once('exit', endWithUs);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  process.off('exit', endWithUs);
  if (code !== 0) throw new StartRefused(`${said.trim()}\n\nThe build failed; the reason is above.`);
}
