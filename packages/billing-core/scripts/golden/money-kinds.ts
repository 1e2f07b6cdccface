import { convert } from '../../src/currencies/index.ts';
import {
  type AllocationMethod,
  allocate,
  currencyExponent,
  divide,
  fromMinor,
  fromUnits,
  multiply,
  parseDecimal,
  type RoundingMode,
  roundDecimal,
  splitLastTakesRest,
  sumDecimals,
  toMinor,
  toUnits,
} from '../../src/money/index.ts';
import { HALF_UP, type Kinds, kind, said } from './kind.ts';

// The convention of the kinds that name a scale only: ties away from zero.
type Operands = { a: string; b: string; scale: number; mode?: RoundingMode };

export const moneyKinds: Kinds = {
  round: kind<{ value: string; scale: number; mode: RoundingMode }>(({ value, scale, mode }) => ({
    value: roundDecimal(value, scale, mode),
  })),
  round_sum: kind<{ values: string[]; scale: number; mode: RoundingMode }>(({ values, scale, mode }) => ({
    sum_then_round: roundDecimal(sumDecimals(values), scale, mode),
    round_then_sum: sumDecimals(values.map((value) => roundDecimal(value, scale, mode))),
  })),
  minor_units: kind<{ currency: string }>(({ currency }) => ({ minor_units: currencyExponent(currency) })),
  to_minor: kind<{ amount: string; currency: string; mode?: RoundingMode }>(({ amount, currency, mode }) => ({
    minor: toMinor(amount, currency, mode),
  })),
  from_minor: kind<{ minor: string; currency: string }>(({ minor, currency }) => ({
    amount: fromMinor(BigInt(minor), currency),
  })),
  allocate: kind<{ amount: string; ratios: string[]; scale: number; method: AllocationMethod }>((input) => ({
    shares: allocate(toUnits(parseDecimal(input.amount), input.scale), input.ratios, input.method).map((share) =>
      fromUnits(share, input.scale),
    ),
  })),
  split_last_takes_rest: kind<{ amount: string; parts: number; scale: number; mode?: RoundingMode }>((input) => {
    const { amount, parts, scale, mode = HALF_UP } = input;
    const shares = splitLastTakesRest(amount, parts, { scale, mode });
    return { share: shares[0], last: shares.at(-1) };
  }),
  multiply: kind<Operands>(({ a, b, scale, mode = HALF_UP }) => ({ value: multiply(a, b, { scale, mode }) })),
  divide: kind<Operands>(({ a, b, scale, mode = HALF_UP }) => ({ value: divide(a, b, { scale, mode }) })),
  convert: kind<{
    amount: string;
    to: string;
    rate: string;
    rate_direction?: 'multiply' | 'divide';
    mode?: RoundingMode;
  }>(({ amount, to, rate, rate_direction = 'multiply', mode }) => ({
    amount: convert({ amount, to, rate, rate_direction, ...said('mode', mode) }),
  })),
};
