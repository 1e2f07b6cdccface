// `pnpm revenue <command>`: what an operator does from a terminal. One file a command, listed in commands.ts.
import { untilToldToStop } from '../signals.ts';
import { runCommandLine } from './run-command-line.ts';
import { withServices } from './with-services.ts';

// Told to stop, a database that was started for this command alone is stopped on the way out.
void untilToldToStop().then(() => process.exit(130));

const output = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) };
process.exitCode = await runCommandLine(process.argv.slice(2), output, { withServices, stdin: process.stdin });
// Nothing that a command leaves open keeps the terminal waiting; what it printed is flushed first.
process.stdout.write('', () => process.exit());
