import { allocate } from '../money/index.ts';
import type { LocalDate } from '../time/index.ts';

/** What a subscription takes off its recurring lines, of services that start before its end. */
export type SubscriptionDiscount = {
  /** A percent, or minor units for each period; one of them. */
  percent_off: string | null;
  amount_off: bigint | null;
  /** The first day without it; null for ever. */
  ends_on: LocalDate | null;
};

/** As an item of an invoice is told of its own discount. */
export type LineDiscount = { percent_off: string | null; amount_off: bigint | null };

type DiscountedLine = { kind: string; amount: bigint; service_start: LocalDate };

/**
 * The discount of each line. A percent is of each recurring line; an amount is taken once of each period that is billed,
 * never more than its lines come to, and spread over them in proportion. Usage keeps its price. Minor units.
 *
 * @example
 * const seats = { kind: 'recurring', amount: 6000n, service_start: '2025-01-01' };
 * const base = { kind: 'recurring', amount: 3000n, service_start: '2025-01-01' };
 * lineDiscounts([seats, base], { percent_off: null, amount_off: 900n, ends_on: null }).map(({ amount_off }) => amount_off) // [600n, 300n]
 * lineDiscounts([seats], { percent_off: '10', amount_off: null, ends_on: '2025-01-01' })[0].percent_off // null
 */
export function lineDiscounts(lines: readonly DiscountedLine[], discount: SubscriptionDiscount | null): LineDiscount[] {
  const off = lines.map((): LineDiscount => ({ percent_off: null, amount_off: null }));
  if (discount === null) return off;
  const { percent_off, amount_off, ends_on } = discount;
  const covered = lines.flatMap(({ kind, amount, service_start }, at) =>
    kind === 'recurring' && amount > 0n && (ends_on === null || service_start < ends_on)
      ? [{ at, amount, service_start }]
      : [],
  );
  if (amount_off === null) {
    for (const { at } of covered) off[at] = { percent_off, amount_off: null };
    return off;
  }
  for (const period of Map.groupBy(covered, ({ service_start }) => service_start).values()) {
    const whole = period.reduce((sum, { amount }) => sum + amount, 0n);
    const taken = smaller(amount_off, whole);
    const shares = allocate(
      taken,
      period.map(({ amount }) => String(amount)),
      'largest_remainder',
    );
    for (const [index, { at }] of period.entries()) off[at] = { percent_off: null, amount_off: shares[index] ?? 0n };
  }
  return off;
}

function smaller(left: bigint, right: bigint): bigint {
  return right < left ? right : left;
}
