import { BillingError } from '../../errors/index.ts';
import type { TaxLocation } from '../areas/locate.ts';
import type { TaxBuyer, TaxRegistration, TaxRule, TaxSeller, TaxSupply } from '../schema.ts';
import { ambiguous, chooseRules } from './choose-rules.ts';
import { placeName } from './rule-place.ts';
import { readFacts, registrationsAt, type TaxFacts } from './tax-facts.ts';
import { exemptLine, type TaxLine, taxedLine, untaxedLine } from './tax-lines.ts';
import { type PlaceOfSupply, placeOfSupply, type TaxTreatment } from './treatments.ts';

export type TaxQuestion = {
  /** At least those of the countries of seller and buyer; their order does not matter. */
  rules: readonly TaxRule[];
  seller: TaxSeller;
  buyer: TaxBuyer;
  supply: TaxSupply;
};

export type TaxPlan = {
  treatment: TaxTreatment;
  /** The word of the rule that decided; stable, for programs. */
  because: string;
  /** For a person: why it is taxed there, or not at all. */
  reason: string;
  /** The law behind the rule; null where it is a convention. */
  source: string | null;
  /** Whose rates were taken; null where there is no tax. */
  taxed_in: TaxLocation | null;
  /** At least one: a supply without tax has one line of 0 percent that says why. */
  lines: TaxLine[];
  /** Rules that hold there and were not charged, and why. */
  left_out: { rule_id: string; reason: string }[];
};

/**
 * Which taxes a supply bears on its day, and why. The place of supply decides whose rates are taken, the rules of that
 * place give them, registrations say which of them the seller charges, exemptions which of them the buyer need not pay.
 * The lines are `tax_rates` of `draftInvoice` and `computeTaxes` as they are. Nothing is rounded here.
 *
 * The rules given are the only rates there are: the library knows none. Place of supply: Directive 2006/112/EC inside of
 * the union; outside of it a seller charges tax where he is and where he is registered, and exports are free of it.
 *
 * @throws BillingError ambiguous_tax_rules when two rules describe the supply equally closely
 * @throws BillingError no_tax_rule when the seller is registered in the place and no rule holds there on the day
 * @example
 * const rules = [TaxRule.parse({ id: 'de', country: 'DE', kind: 'vat', name: 'VAT', percent: '19', valid_from: '2021-01-01' })];
 * const seller = TaxSeller.parse({ country: 'DE', registrations: [{ country: 'DE', kind: 'vat', valid_from: '2020-01-01' }] });
 * const supply = TaxSupply.parse({ nature: 'digital_services', date: '2026-01-11' });
 * const plan = (buyer) => planTaxes({ rules, seller, buyer: TaxBuyer.parse(buyer), supply });
 * plan({ country: 'DE', type: 'consumer' }).lines.map(({ percent, category }) => [percent, category]) // [['19', 'S']]
 * plan({ country: 'FR', type: 'business', tax_id: 'FR83404833048', tax_id_valid: true }).treatment // 'reverse_charge'
 * plan({ country: 'US', type: 'business' }).lines.map(({ category, reason_code }) => [category, reason_code]) // [['O', 'VATEX-EU-O']]
 */
export function planTaxes({ rules, ...parties }: TaxQuestion): TaxPlan {
  const facts = readFacts(parties);
  const found = placeOfSupply(facts);
  const plan = describe(found, facts);
  if ('untaxed' in found) return { ...plan, lines: [untaxedLine(found.untaxed, plan, facts, found.reason_code)] };
  return taxedAt(locationOf(found.taxed_at, facts), found.through === 'one_stop_shop', rules, plan, facts);
}

function describe({ treatment, because, reason, source }: PlaceOfSupply, facts: TaxFacts): TaxPlan {
  return { treatment, because, reason: reason(facts), source, taxed_in: null, lines: [], left_out: [] };
}

function locationOf(where: 'origin' | 'destination' | 'fixed_place', facts: TaxFacts): TaxLocation {
  if (where === 'fixed_place') return facts.fixedPlace;
  return where === 'origin' ? facts.origin : facts.destination;
}

function taxedAt(
  place: TaxLocation,
  throughShop: boolean,
  rules: readonly TaxRule[],
  plan: TaxPlan,
  facts: TaxFacts,
): TaxPlan {
  const registrations = registrationsAt(facts, place);
  if (registrations.length === 0 && !throughShop) return notRegistered(place, [], plan, facts);
  const holding = chooseRules(rules, {
    place,
    day: facts.day,
    product_category: facts.supply.product_category,
    customer_type: facts.buyer.type,
    route: isSameRegion(facts.origin, place) ? 'within_region' : 'between_regions',
  });
  if (holding.length === 0) throw noRule(place, facts);
  const isCharged = (rule: TaxRule) => (throughShop ? rule.kind === 'vat' : isRegisteredFor(rule, registrations));
  const charged = onlyExclusive(holding.filter(isCharged), facts);
  const leftOut = holding.filter((rule) => !charged.includes(rule));
  const left_out = leftOut.map((rule) => ({ rule_id: rule.id, reason: whyLeftOut(rule, isCharged(rule), place) }));
  if (charged.length === 0) return notRegistered(place, left_out, plan, facts);
  const lines = charged.map((rule) => exemptLine(taxedLine(rule, place), place, facts));
  const isExempt = lines.every((line) => line.exemption !== null);
  return { ...plan, ...(isExempt ? EXEMPT : {}), taxed_in: place, lines, left_out };
}

function isSameRegion(left: TaxLocation, right: TaxLocation): boolean {
  return left.area === right.area && left.region === right.region;
}

const EXEMPT = { treatment: 'exempt', because: 'buyer_is_exempt', reason: 'the buyer is exempt' } as const;

function isRegisteredFor(rule: TaxRule, registrations: readonly TaxRegistration[]): boolean {
  return registrations.some(({ kind }) => kind === rule.kind);
}

/** A rule that is exclusive stands alone: the harmonised tax of a province instead of the federal and provincial ones. */
function onlyExclusive(charged: TaxRule[], { day }: TaxFacts): TaxRule[] {
  const [first, second] = charged.filter(({ exclusive }) => exclusive);
  if (first === undefined) return charged;
  if (second === undefined) return [first];
  throw ambiguous(first, second, `are both exclusive and hold on ${day}`);
}

function whyLeftOut(rule: TaxRule, isRegistered: boolean, place: TaxLocation): string {
  const where = placeName(place);
  return isRegistered
    ? `another tax in ${where} is exclusive`
    : `the seller is not registered for ${rule.kind} in ${where}`;
}

function notRegistered(place: TaxLocation, left_out: TaxPlan['left_out'], plan: TaxPlan, facts: TaxFacts): TaxPlan {
  const reason = `${plan.reason}; the seller is not registered in ${placeName(place)}: no tax`;
  const untaxed = { ...plan, treatment: 'not_registered', because: 'seller_not_registered', reason, left_out } as const;
  return { ...untaxed, lines: [untaxedLine('O', untaxed, facts)] };
}

function noRule(place: TaxLocation, { day, supply }: TaxFacts): BillingError {
  const message = `no tax rule for ${placeName(place)} holds for "${supply.product_category}" on ${day}, though the seller is registered there; add one, with rate 0 where there is no tax.`;
  return new BillingError('no_tax_rule', message, {
    country: place.country,
    region: place.region,
    product_category: supply.product_category,
    day,
  });
}
