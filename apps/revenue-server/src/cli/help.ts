import { alignColumns } from './align-columns.ts';
import type { Command, OptionSpec } from './command.ts';
import { EVERYWHERE } from './parse-call.ts';

const PROGRAM = 'pnpm revenue';

export function helpOfAll(commands: readonly Command[]): string[] {
  return [
    `${PROGRAM} <command> [options]`,
    '',
    'Commands:',
    ...alignColumns(commands.map(({ name, says }) => [name, says])),
    '',
    'With every command:',
    ...optionLines(EVERYWHERE),
    '',
    'Commands work beside a running server or without one, on the database of the settings (.env.example).',
    'Exit code: 0 all is well, 1 it failed or found something wrong, 2 it was asked for wrongly.',
  ];
}

export function helpOf({ name, says, details = [], argument, options, examples }: Command): string[] {
  const lines = optionLines({ ...options, ...EVERYWHERE });
  return [
    `${PROGRAM} ${[name, argument?.name, '[options]'].filter(Boolean).join(' ')}`,
    '',
    says,
    ...details,
    '',
    ...(argument ? [...alignColumns([[argument.name, argument.says]]), ''] : []),
    'Options:',
    ...lines,
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...exampleLines(examples),
  ];
}

export function exampleLines(examples: string[]): string[] {
  return examples.map((example) => `  ${PROGRAM} ${example}`);
}

function optionLines(options: Readonly<Record<string, OptionSpec>>): string[] {
  return alignColumns(
    Object.entries(options).map(([name, { value, required, says }]) => [
      `--${name}${value ? ` ${value}` : ''}`,
      `${required ? 'Needed. ' : ''}${says}`,
    ]),
  );
}
