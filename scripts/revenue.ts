// `pnpm revenue <command>`: the command line of the server, from a clone that may never have been started.
import { existsSync } from 'node:fs';
import { build } from './build.ts';

const client = new URL('../packages/db/src/generated/client.ts', import.meta.url);
if (!existsSync(client)) await build('generate');
// Only now: it imports the database client that the build makes.
await import('../apps/revenue-server/src/cli/main.ts');
