import type { EventOf } from '../event-schema.ts';
import { credit, debit, type Posting } from '../posting.ts';

type Earned = EventOf<'revenue_recognized'> | EventOf<'revenue_deferred'>;

/** Earned: out of the liability into revenue before discount, and its discount, so that both show where they belong. */
export function revenueRecognized({ amount, discount, category }: Earned): Posting[] {
  const about = { key: category };
  return [
    debit('deferred_revenue', amount - discount, 'recognition', about),
    debit('discounts_given', discount, 'discount', about),
    credit('revenue', amount, 'recognition', about),
  ];
}

/** Booked as revenue, but not yet earned: back into the liability. */
export function revenueDeferred({ amount, discount, category }: Earned): Posting[] {
  const about = { key: category };
  return [
    debit('revenue', amount, 'deferral', about),
    credit('discounts_given', discount, 'discount', about),
    credit('deferred_revenue', amount - discount, 'deferral', about),
  ];
}
