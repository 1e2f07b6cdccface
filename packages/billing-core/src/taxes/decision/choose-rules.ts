import { BillingError } from '../../errors/index.ts';
import type { LocalDate } from '../../time/index.ts';
import type { TaxLocation } from '../areas/locate.ts';
import type { CustomerType, TaxRule } from '../schema.ts';
import { isSameName, placeOfRule } from './rule-place.ts';
import { compareSpecificity } from './specificity.ts';

/** What a rule is asked: whether it holds for this. */
export type RuleQuestion = {
  place: TaxLocation;
  day: LocalDate;
  product_category: string;
  customer_type: CustomerType;
  route: 'within_region' | 'between_regions';
};

/**
 * The rules that hold for a supply: of each layer the most specific one, in the order in which they are stacked.
 * The order of the rules given does not matter.
 *
 * @throws BillingError ambiguous_tax_rules when two rules of one layer describe the supply equally closely
 */
export function chooseRules(rules: readonly TaxRule[], question: RuleQuestion): TaxRule[] {
  const holding = rules.filter((rule) => holds(rule, question));
  const layers = Map.groupBy(holding, ({ layer }) => layer);
  return [...layers.values()].flatMap((layer) => mostSpecific(layer, question.day)).sort(compareStacked);
}

function mostSpecific(layer: readonly TaxRule[], day: LocalDate): TaxRule[] {
  // Equal ones are looked at in order of their ids, so that the refusal names the same two in every order of the rules.
  const sorted = layer.toSorted((left, right) => compareSpecificity(left, right) || compareIds(left, right));
  const [best, next] = sorted;
  if (best !== undefined && next !== undefined && compareSpecificity(best, next) === 0)
    throw ambiguous(best, next, `both hold on ${day} in layer "${best.layer}" and are equally specific`);
  return sorted.slice(0, 1);
}

function compareIds(left: TaxRule, right: TaxRule): number {
  return left.id < right.id ? -1 : 1;
}

/** The refusal of two rules that cannot both count. */
export function ambiguous(left: TaxRule, right: TaxRule, why: string): BillingError {
  const [first, second] = [left.id, right.id];
  const message = `tax rules "${first}" and "${second}" ${why}; end one of them, or let it name more.`;
  return new BillingError('ambiguous_tax_rules', message, { rules: [first, second] });
}

function compareStacked(left: TaxRule, right: TaxRule): number {
  return left.stack_order - right.stack_order || (left.layer < right.layer ? -1 : 1);
}

/** The place comes last: of thousands of rules it costs most to look at. */
function holds(rule: TaxRule, question: RuleQuestion): boolean {
  return (
    isValidOn(rule, question.day) &&
    (rule.product_category === null || rule.product_category === question.product_category) &&
    (rule.customer_type === null || rule.customer_type === question.customer_type) &&
    (rule.route === null || rule.route === question.route) &&
    isRuleOf(rule, question.place)
  );
}

function isRuleOf(rule: TaxRule, place: TaxLocation): boolean {
  if (rule.county !== null && !isSameName(rule.county, place.county)) return false;
  if (rule.city !== null && !isSameName(rule.city, place.city)) return false;
  if (rule.postal_prefix !== null && place.postal_code?.startsWith(rule.postal_prefix) !== true) return false;
  const { area, region } = placeOfRule(rule);
  return area === place.area && (region === null || region === place.region);
}

/** Half-open: valid on its first day, no longer on `valid_to`. */
export function isValidOn(dated: { valid_from: LocalDate; valid_to: LocalDate | null }, day: LocalDate): boolean {
  return dated.valid_from <= day && (dated.valid_to === null || day < dated.valid_to);
}
