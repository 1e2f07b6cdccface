import type { PlanComparison } from '@revenue/billing-core/catalog';
import type { Format } from '../../../format/create-format.ts';
import { counted, everyInterval, humanize } from '../../../format/words.ts';

type Difference = PlanComparison['terms'][number];
type Fact = Difference['before'];

const names: Record<string, string> = {
  name: 'Name on the invoice',
  timing: 'Charged',
  product_id: 'Product',
  interval: 'Interval',
  interval_count: 'Intervals in a period',
  trial_days: 'Trial',
  'pricing.model': 'Pricing',
  'pricing.amount': 'Amount per period',
  'pricing.unit_amount': 'Price',
  'pricing.per_units': 'The price is for',
  'pricing.round_up_to_units': 'Rounded up to',
  'pricing.included_units': 'Included units',
  'pricing.zero_quantity': 'A quantity of zero',
  'pricing.package_size': 'Units in a package',
  'pricing.package_amount': 'Price of a package',
  'pricing.free_units': 'Included units',
  'pricing.round': 'A package begun',
  'pricing.rate_percent': 'Rate',
  'pricing.free_amount': 'Free volume',
  'pricing.minimum_amount': 'Minimum',
  'pricing.maximum_amount': 'Maximum',
  'pricing.commitment.amount': 'Commitment',
  'pricing.commitment.overage_factor': 'Factor beyond the commitment',
  'pricing.commitment.true_up': 'Commitment is made up',
};
const partsOfTier: Record<string, string> = {
  up_to: 'up to',
  unit_amount: 'price',
  rate_percent: 'rate',
  flat_amount: 'fixed fee',
};

/** 'pricing.tiers[1].unit_amount' -> 'Tier 2 price'. */
export function fieldWords(field: string): string {
  const tier = /^pricing\.tiers\[(\d+)\]\.(\w+)$/.exec(field);
  if (tier) return `Tier ${Number(tier[1]) + 1} ${partsOfTier[tier[2] ?? ''] ?? tier[2]}`;
  return names[field] ?? humanize(field.split('.').at(-1) ?? field);
}

const isMoney = (field: string) => /(^|[._])amount$/.test(field);

/** What a field says, as a person reads it. */
export function factWords(field: string, fact: Fact, currency: string, format: Format): string {
  if (fact === null) return field.endsWith('.up_to') ? 'open' : '–';
  if (typeof fact === 'boolean') return fact ? 'yes' : 'no';
  if (typeof fact === 'string') return /_id$/.test(field) ? 'another' : humanize(fact);
  if (isMoney(field)) return format.unitPrice(fact, currency);
  if (field.endsWith('rate_percent')) return format.percent(fact);
  if (field === 'trial_days') return fact === 0 ? 'none' : counted(fact, 'day');
  return format.number(fact);
}

/** How often, in words. */
export const lengthWords = ({ interval, interval_count }: { interval: string; interval_count: number }) =>
  everyInterval(interval, interval_count);
