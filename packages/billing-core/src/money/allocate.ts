import { BillingError } from '../errors/index.ts';
import { type DecimalLike, parseDecimal } from './decimal.ts';
import { toUnits } from './units.ts';

export type AllocationMethod = 'largest_remainder' | 'first_come';

/**
 * Splits `total` minor units in proportion to `weights`; the shares always add up to the total.
 *
 * Each share is floored first. The units left over go one each: with `largest_remainder` to the shares that lost most
 * (ties to the earlier), with `first_come` to the shares with a weight, from the first on. A negative total is the
 * mirror of the positive one, so a credit undoes a charge share by share.
 *
 * @throws BillingError invalid_weights when a weight is negative, or all are zero and the total is not.
 * @example allocate(1003n, ['50', '50'], 'first_come') // [502n, 501n]
 * @example allocate(100n, ['1', '1', '1'], 'largest_remainder') // [34n, 33n, 33n]
 * @example allocate(1n, ['0'], 'first_come') // throws invalid_weights
 */
export function allocate(total: bigint, weights: readonly DecimalLike[], method: AllocationMethod): bigint[] {
  if (total < 0n) return allocate(-total, weights, method).map((share) => -share);
  const integers = toIntegers(weights);
  const whole = integers.reduce((running, weight) => running + weight, 0n);
  if (whole === 0n) return allocateWithoutWeight(total, weights.length);
  const shares = integers.map((weight) => (total * weight) / whole);
  const leftOver = total - shares.reduce((running, share) => running + share, 0n);
  const order = method === 'first_come' ? weighted(integers) : byRemainder(total, integers, whole);
  const winners = new Set(order.slice(0, Number(leftOver)));
  return shares.map((share, index) => (winners.has(index) ? share + 1n : share));
}

function allocateWithoutWeight(total: bigint, parts: number): bigint[] {
  if (total === 0n) return new Array<bigint>(parts).fill(0n);
  throw new BillingError('invalid_weights', `${total} minor units cannot be split: no weight is above zero.`);
}

function weighted(integers: readonly bigint[]): number[] {
  return integers.flatMap((weight, index) => (weight === 0n ? [] : [index]));
}

function byRemainder(total: bigint, integers: readonly bigint[], whole: bigint): number[] {
  const remainders = integers.map((weight, index) => ({ index, remainder: (total * weight) % whole }));
  return remainders
    .sort((left, right) => Number(right.remainder > left.remainder) - Number(right.remainder < left.remainder))
    .map(({ index }) => index);
}

/** Weights scaled by one power of ten until all are whole: proportions stay exact, and bigints divide exactly. */
function toIntegers(weights: readonly DecimalLike[]): bigint[] {
  const decimals = weights.map(parseDecimal);
  if (decimals.some((weight) => weight.lessThan(0))) {
    throw new BillingError('invalid_weights', 'a weight is negative; weights are zero or more.');
  }
  const places = Math.max(0, ...decimals.map((weight) => weight.decimalPlaces()));
  return decimals.map((weight) => toUnits(weight, places));
}
