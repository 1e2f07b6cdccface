import type { Fraction } from './fraction.ts';

/**
 * Rounds parts to whole numbers that add up to `total`, which is their sum after its own rounding: each part is cut
 * toward zero, and the units that are missing go one each to the parts that lost most (ties to the earlier). No part
 * moves by a whole unit or more, parts of either sign may be mixed, and the parts of the negative are the negative
 * parts: what a credit undoes, it undoes part by part. Source: Hamilton's method of largest remainders.
 *
 * @example
 * const third = { n: 100n, d: 3n };
 * roundToSum([third, third, third], 100n) // [34n, 33n, 33n]
 * const minus = { n: -100n, d: 3n };
 * roundToSum([minus, minus, minus], -100n) // [-34n, -33n, -33n]
 */
export function roundToSum(parts: readonly Fraction[], total: bigint): bigint[] {
  if (parts.length === 1) return [total];
  const shares: bigint[] = [];
  let missing = total;
  for (const { n, d } of parts) {
    const share = d === 1n ? n : n / d;
    shares.push(share);
    missing -= share;
  }
  if (missing === 0n) return shares;
  const step = missing > 0n ? 1n : -1n;
  for (const { index } of byLoss(parts, shares, step).slice(0, Number(missing * step)))
    shares[index] = (shares[index] ?? 0n) + step;
  return shares;
}

type Loss = { index: number; n: bigint; d: bigint };

/** What each part lost in the direction of `step`, the one that lost most first; the sort keeps equal ones in order. */
function byLoss(parts: readonly Fraction[], shares: readonly bigint[], step: bigint): Loss[] {
  const losses = parts.map(({ n, d }, index) => ({ index, n: (n - (shares[index] ?? 0n) * d) * step, d }));
  return losses.sort(largerFirst);
}

function largerFirst(left: Loss, right: Loss): number {
  // Parts of one amount have one divisor.
  const [first, second] = left.d === right.d ? [left.n, right.n] : [left.n * right.d, right.n * left.d];
  return Number(second > first) - Number(second < first);
}
