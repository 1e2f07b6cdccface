import type { TaxRule } from '../schema.ts';
import { placeOfRule } from './rule-place.ts';

/**
 * How closely a rule describes a supply, by what it names, the weightiest first: a longer postal prefix, then city, county,
 * region, product category, customer type, route. A place weighs more than a product, because the law of a place
 * (the Canary Islands) stands in for that of the country with all of its categories.
 */
function specificityOf(rule: TaxRule): string {
  const { region } = placeOfRule(rule);
  const named = [rule.city, rule.county, region, rule.product_category, rule.customer_type, rule.route];
  const flags = named.map((value) => (value === null ? '0' : '1')).join('');
  // Texts of one length compare digit by digit, which is the order of the weights.
  return String(rule.postal_prefix?.length ?? 0).padStart(3, '0') + flags;
}

/** For Array.sort: the more specific rule first; 0 when the two name the same things. */
export function compareSpecificity(left: TaxRule, right: TaxRule): number {
  const [first, second] = [specificityOf(left), specificityOf(right)];
  return Number(first < second) - Number(first > second);
}
