import { parseArgs } from 'node:util';
import { type Command, type OptionSpec, UsageError } from './command.ts';

/** Options that every command takes. */
export const EVERYWHERE = {
  json: { says: 'One JSON document instead of text.' },
  help: { says: 'What the command does, its options and an example.' },
} as const satisfies Record<string, OptionSpec>;

export type ParsedCall = { options: Record<string, string | boolean | undefined>; argument: string };

/** @throws UsageError naming the first option or argument that is unknown, empty, twice there or missing */
export function parseCall(command: Command, argv: string[]): ParsedCall {
  const specs: Record<string, OptionSpec> = { ...command.options, ...EVERYWHERE };
  const { tokens } = parseArgs({ args: argv, options: typesOf(specs), strict: false, tokens: true });
  const given = new Map<string, string | boolean>();
  const beside: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') beside.push(token.value);
    if (token.kind !== 'option') continue;
    if (given.has(token.name)) throw new UsageError(`${token.rawName} is given twice; give it once.`);
    given.set(token.name, readOption(token.rawName, specs[token.name], token.value, specs));
  }
  const argument = readArgument(command, beside);
  for (const [name, spec] of Object.entries(specs)) {
    if (spec.required && !given.has(name)) throw new UsageError(`--${name} ${spec.value ?? ''} is missing.`);
  }
  return { options: inOrder(specs, given), argument };
}

function typesOf(specs: Record<string, OptionSpec>): Record<string, { type: 'string' | 'boolean' }> {
  return Object.fromEntries(
    Object.entries(specs).map(([name, { value }]) => [name, { type: value ? 'string' : 'boolean' }]),
  );
}

function readOption(
  rawName: string,
  spec: OptionSpec | undefined,
  value: string | undefined,
  specs: Record<string, OptionSpec>,
): string | boolean {
  if (!spec)
    throw new UsageError(
      `There is no option ${rawName}; there are ${Object.keys(specs)
        .map((name) => `--${name}`)
        .join(', ')}.`,
    );
  if (spec.value === undefined) {
    if (value === undefined) return true;
    throw new UsageError(`${rawName} takes no value; leave out "${value}".`);
  }
  // A value that looks like an option is one whose own value was forgotten before it.
  if (value === undefined || value === '' || value.startsWith('--')) {
    throw new UsageError(`${rawName} needs a value: ${rawName} ${spec.value}.`);
  }
  return value;
}

function readArgument({ argument, name }: Command, beside: string[]): string {
  const [first, second] = beside;
  if (!argument) {
    if (first !== undefined) throw new UsageError(`${name} takes options only; what is "${first}"?`);
    return '';
  }
  if (first === undefined || first === '') throw new UsageError(`${argument.name} is missing: ${argument.says}`);
  if (second !== undefined) throw new UsageError(`${name} takes one ${argument.name}; what is "${second}"?`);
  return first;
}

function inOrder(specs: Record<string, OptionSpec>, given: Map<string, string | boolean>): ParsedCall['options'] {
  return Object.fromEntries(
    Object.entries(specs).map(([name, { value }]) => [
      name.replaceAll('-', '_'),
      given.get(name) ?? (value === undefined ? false : undefined),
    ]),
  );
}
