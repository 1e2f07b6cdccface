import { BillingError } from '../errors/index.ts';
import { Decimal, type DecimalLike, parseDecimal } from '../money/index.ts';
import type { SubscriptionStatus } from '../subscriptions/status.ts';
import type { LocalDate } from '../time/index.ts';

/**
 * What one subscription contributes over some days: its status and its MRR stay the same in a span; a change ends one and
 * begins the next. The spans of a subscription do not overlap.
 */
export type MrrSpan = {
  customer_id: string;
  currency: string;
  plan: string;
  /** Whatever customers are compared by: country, channel, size. */
  segment: string;
  status: SubscriptionStatus;
  /** As `normalizeMrr` gives it; zero or more, in one unit throughout. */
  mrr: DecimalLike;
  /** The days [from, until); `null` is open. */
  from: LocalDate;
  until: LocalDate | null;
};

/**
 * True where a subscription of this status counts with its MRR.
 *
 * - `active`: yes, to the day it ends, not the day on which the end was asked for
 * - `past_due`: yes, until it is canceled for it
 * - `trialing`, `incomplete`: no; the conversion is new business of its day
 * - `paused`: no; pausing is contraction, or churn where nothing else is left, and resuming is expansion or reactivation
 * - `canceled`, `expired`: no
 *
 * @example countsTowardMrr('past_due') // true
 * @example countsTowardMrr('trialing') // false
 */
export function countsTowardMrr(status: SubscriptionStatus): boolean {
  return status === 'active' || status === 'past_due';
}

/** @throws BillingError validation_failed when a span has no day or less than nothing to contribute */
export function assertSpan({ customer_id, from, until, mrr }: MrrSpan): void {
  if (until !== null && until <= from) {
    throw new BillingError(
      'validation_failed',
      `a span of customer "${customer_id}" ends on ${until}, not after ${from}.`,
    );
  }
  if (parseDecimal(mrr).isNegative() && !parseDecimal(mrr).isZero()) {
    throw new BillingError('validation_failed', `a span of customer "${customer_id}" has an MRR below zero.`);
  }
}

/** What a span contributes on a day. */
export function contribution(span: MrrSpan, day: LocalDate): Decimal {
  const isInside = span.from <= day && (span.until === null || day < span.until);
  return isInside && countsTowardMrr(span.status) ? parseDecimal(span.mrr) : NOTHING;
}

const NOTHING = new Decimal(0);

/** Spans by customer, in the order in which customers are first named. */
export function spansByCustomer(spans: readonly MrrSpan[]): Map<string, MrrSpan[]> {
  spans.forEach(assertSpan);
  return Map.groupBy(spans, ({ customer_id }) => customer_id);
}

/** The days on which something may change, in order. */
export function changeDays(spans: readonly MrrSpan[]): LocalDate[] {
  const days = spans.flatMap(({ from, until }) => (until === null ? [from] : [from, until]));
  return [...new Set(days)].sort();
}
