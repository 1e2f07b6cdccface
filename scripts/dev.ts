// `npm run dev`: the server restarts and the pages reload when their sources change.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { untilToldToStop } from '../apps/revenue-server/src/signals.ts';
import { build } from './build.ts';

await build('generate');
const server = spawn(process.execPath, ['--watch', '--import', 'tsx', 'scripts/start.ts', '--no-build'], {
  stdio: 'inherit',
  env: { NODE_ENV: 'development', ...process.env },
});
const pages = spawn('vite', [], { stdio: 'inherit', cwd: 'apps/revenue-web' });
const both = [server, pages];
const ends = both.map((child) => once(child, 'exit'));

await Promise.race([untilToldToStop(), ...ends]);
for (const child of both) child.kill('SIGTERM');
await Promise.all(ends);
process.exit(0);
