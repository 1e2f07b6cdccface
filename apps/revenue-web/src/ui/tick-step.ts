/**
 * The smallest of 1, 2, 2.5, 5 times a power of ten of which `steps` cover the largest value.
 * Example: tickStep(7250) is 2500; three steps reach 7500.
 */
export function tickStep(largest: number, steps = 3): number {
  if (largest <= 0) return 1;
  const rough = largest / steps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10;
  return nice * power;
}
