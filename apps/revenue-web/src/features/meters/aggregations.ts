import type { MeterAggregation } from '@revenue/billing-core/catalog';

/** How records become one quantity, in words. */
export const aggregations: Record<MeterAggregation, { label: string; explained: string }> = {
  sum: { label: 'Sum', explained: 'All quantities of the period added up: tokens, gigabytes, minutes.' },
  count: { label: 'Count', explained: 'How many records there are: requests, calls.' },
  max: { label: 'Largest', explained: 'The largest quantity of the period: peak seats.' },
  latest: { label: 'Latest', explained: 'The last quantity by time: stored objects at the end.' },
  unique_count: { label: 'Different values', explained: 'How many different values of a property: active users.' },
};
