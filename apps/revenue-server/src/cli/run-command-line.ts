import type { Answer, Ask, Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { type Fault, faultOf } from './faults.ts';
import { exampleLines, helpOf, helpOfAll } from './help.ts';
import { parseCall } from './parse-call.ts';

/** Where a command writes: answers to `out`, what went wrong to `err`. */
export type Output = { out(line: string): void; err(line: string): void };

export type ExitCode = 0 | 1 | 2;

/** Finds the command, runs it and says how it went, in words or as one JSON document. */
export async function runCommandLine(argv: string[], output: Output, ask: Ask): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    say(output, helpOfAll(COMMANDS));
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((known) => known.name === name);
  const json = rest.includes('--json');
  if (!command) return sayFault(output, { json }, unknownCommand(name));
  if (rest.includes('--help') || rest.includes('-h')) {
    say(output, helpOf(command));
    return 0;
  }
  try {
    const call = parseCall(command, rest);
    return sayAnswer(output, json, await command.run({ ...call, ask } as Parameters<Command['run']>[0]));
  } catch (error) {
    return sayFault(output, { json, command }, faultOf(error, command));
  }
}

function unknownCommand(name: string): Fault {
  const message = `There is no command "${name}"; there are ${COMMANDS.map((command) => command.name).join(', ')}.`;
  return { exit: 2, code: 'usage', message, errors: [] };
}

function sayAnswer(output: Output, json: boolean, { lines, json: document, ok = true }: Answer): ExitCode {
  say(output, json ? [JSON.stringify(document, null, 2)] : lines);
  return ok ? 0 : 1;
}

function sayFault(output: Output, { json, command }: { json: boolean; command?: Command }, fault: Fault): ExitCode {
  const { exit, code, message, errors } = fault;
  if (json) {
    output.out(JSON.stringify({ error: { code, message, errors } }, null, 2));
    return exit;
  }
  for (const line of [message, ...errors.map((error) => `  ${error.path}: ${error.message}`)]) output.err(line);
  if (exit === 2) {
    const help = command ? `${command.name} --help` : '--help';
    for (const line of [
      '',
      'For example:',
      ...exampleLines(command?.examples.slice(0, 1) ?? []),
      ...exampleLines([help]),
    ]) {
      output.err(line);
    }
  }
  return exit;
}

function say(output: Output, lines: string[]): void {
  for (const line of lines) output.out(line);
}
