import type { Services } from '@revenue/api/context';

/** One option of a command. Without `value` it is a flag: given or not. */
export type OptionSpec = {
  /** What stands for the value in the help: SLUG, INSTANT. */
  value?: string;
  required?: boolean;
  says: string;
};
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** The options of a command as it was called, under their names: `--as-of` is `as_of`. */
export type Options<Specs extends OptionSpecs> = {
  [Name in keyof Specs as SnakeCase<Name & string>]: Specs[Name] extends { value: string }
    ? Specs[Name] extends { required: true }
      ? string
      : string | undefined
    : boolean;
};
type SnakeCase<Text extends string> = Text extends `${infer Head}-${infer Tail}` ? `${Head}_${SnakeCase<Tail>}` : Text;

export type Call<Specs extends OptionSpecs> = {
  options: Options<Specs>;
  /** What stands beside the options, such as the file of an import. */
  argument: string;
  ask: Ask;
};

/** What a command may use of its surroundings. */
export type Ask = {
  /** On the database of the settings: that of a running server, or one started for as long as the command takes. */
  withServices<Result>(work: (services: Services) => Promise<Result>): Promise<Result>;
  stdin: AsyncIterable<Uint8Array>;
};

/** The same answer twice: for people and, with --json, for programs. */
export type Answer = {
  lines: string[];
  json: unknown;
  /** False: it was carried out and what it found is bad news. */
  ok?: boolean;
};

export type Command<Specs extends OptionSpecs = OptionSpecs> = {
  name: string;
  /** One sentence. */
  says: string;
  /** More, for its own help: what it answers with and when it fails. */
  details?: string[];
  argument?: { name: string; says: string };
  options: Specs;
  examples: string[];
  run(call: Call<Specs>): Promise<Answer>;
};

/** Declares a command so that `run` knows the types of its own options. */
export function defineCommand<const Specs extends OptionSpecs>(command: Command<Specs>): Command {
  return command as unknown as Command;
}

/** It was asked for in a way that cannot be right: the sentence says what is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
