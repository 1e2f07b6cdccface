import type { TaxRule } from '../schema.ts';
import { ambiguous } from './choose-rules.ts';
import { placeOfRule } from './rule-place.ts';

/**
 * Refuses a set of rules in which two of one layer describe the same supplies on the same day: for some supply no one
 * could say which of them counts. To be asked before rules are stored; `planTaxes` refuses as well when it meets two.
 *
 * @throws BillingError ambiguous_tax_rules, naming both
 * @example
 * const vat = { id: '2020', country: 'DE', kind: 'vat', name: 'VAT', percent: '16', valid_from: '2020-07-01', valid_to: '2021-01-01' };
 * const rule = (changes) => TaxRule.parse({ ...vat, ...changes });
 * assertTaxRules([rule({}), rule({ id: '2021', percent: '19', valid_from: '2021-01-01', valid_to: null })]) // undefined
 * assertTaxRules([rule({}), rule({ id: 'late', percent: '19', valid_from: '2020-12-31', valid_to: null })]) // throws ambiguous_tax_rules
 */
export function assertTaxRules(rules: readonly TaxRule[]): void {
  for (const same of Map.groupBy(rules, selectorOf).values()) {
    const inTime = same.sort((left, right) => (left.valid_from < right.valid_from ? -1 : 1));
    let latest: TaxRule | undefined;
    for (const rule of inTime) {
      if (latest !== undefined && (latest.valid_to === null || latest.valid_to > rule.valid_from))
        throw ambiguous(latest, rule, `describe the same supplies and both hold on ${rule.valid_from}`);
      latest = rule;
    }
  }
}

/** Rules are equally specific for one supply only when they name the very same things. */
function selectorOf(rule: TaxRule): string {
  const { area, region, county, city, postal_code } = placeOfRule(rule);
  const names = [county, city].map((name) => name?.toLowerCase() ?? null);
  const { layer, product_category, customer_type, route } = rule;
  return JSON.stringify([area, region, ...names, postal_code, layer, product_category, customer_type, route]);
}
