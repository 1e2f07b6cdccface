import type { Decimal, RoundingMode } from '../../src/money/index.ts';
import { roundIfAsked } from '../../src/money/index.ts';
import { inOneSpelling } from './words.ts';

/** What an adapter gives back: only the keys a case expects are looked at. */
export type Outcome = Record<string, unknown>;

/** Turns the words of a case into a call of the library. */
export type Adapter = (input: unknown) => Outcome;

export type Kinds = Record<string, Adapter>;

/** The one place where the input of a case is believed to have the fields of its kind (see the README of the cases). */
export function kind<Input>(run: (input: Input) => Outcome): Adapter {
  return (input) => run(inOneSpelling(input) as Input);
}

export type RoundingWords = { scale: number; mode: RoundingMode };

/** `rounding` says how every result of a case is rounded; without it results are exact. */
export type Rounded = { rounding?: RoundingWords };

/** Every amount among the results, rounded as the case asks. */
export function roundedAsAsked<Results extends Record<string, Decimal>>(
  results: Results,
  { rounding }: Rounded,
): Results {
  const rounded = Object.entries(results).map(([name, value]) => [name, roundIfAsked(value, rounding)]);
  return Object.fromEntries(rounded) as Results;
}

/** For functions that always round: finer than any result of a case that is a decimal at all. */
export const EXACT: RoundingWords = { scale: 40, mode: 'half_even' };

/** Leaves out what a case does not say, so that defaults are the library's. */
export function said<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}

export const HALF_UP = 'half_up' as const;
