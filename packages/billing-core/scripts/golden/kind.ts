/** What an adapter gives back: only the keys a case expects are looked at. */
export type Outcome = Record<string, unknown>;

/** Turns the words of a case into a call of the library. */
export type Adapter = (input: unknown) => Outcome;

export type Kinds = Record<string, Adapter>;

/** The one place where the input of a case is believed to have the fields of its kind (see the README of the cases). */
export function kind<Input>(run: (input: Input) => Outcome): Adapter {
  return (input) => run(input as Input);
}

export type RoundingWords = { scale: number; mode: import('../../src/money/index.ts').RoundingMode };

/** Leaves out what a case does not say, so that defaults are the library's. */
export function said<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}

export const HALF_UP = 'half_up' as const;
