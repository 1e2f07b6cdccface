import type { TaxCategory } from '../tax-category.ts';
import { placeName } from './rule-place.ts';
import { confirmedNumber, hasScheme, registrationsAt, type TaxFacts } from './tax-facts.ts';

/** What happens with the tax of a supply, in one word. */
export const TAX_TREATMENTS = [
  'domestic',
  'destination',
  'origin',
  'reverse_charge',
  'intra_community',
  'export',
  'import',
  'outside_scope',
  'not_registered',
  'exempt',
] as const;
export type TaxTreatment = (typeof TAX_TREATMENTS)[number];

/** Where a supply is taxed and who must be registered for that, or the category under which it is not. */
type Outcome =
  | { taxed_at: 'origin' | 'destination' | 'fixed_place'; through: 'registration' | 'one_stop_shop' }
  | { untaxed: TaxCategory; reason_code?: string };

export type PlaceOfSupply = Outcome & {
  treatment: TaxTreatment;
  /** The word of this rule; stable, for programs. */
  because: string;
  reason: (facts: TaxFacts) => string;
  /** The law it comes from; null where it is our convention. */
  source: string | null;
};

const ART = (article: string) => `Art. ${article} Directive 2006/112/EC`;

const isGoods = ({ supply }: TaxFacts) => supply.nature === 'goods';
const isDigital = ({ supply }: TaxFacts) => supply.nature === 'digital_services';
const isOtherService = ({ supply }: TaxFacts) => supply.nature === 'services';
const staysInUnion = (facts: TaxFacts) => facts.isOriginInUnion && facts.isDestinationInUnion;
const leavesUnion = (facts: TaxFacts) => facts.isOriginInUnion && !facts.isDestinationInUnion;
const entersUnion = (facts: TaxFacts) => !facts.isOriginInUnion && facts.isDestinationInUnion;
const isConsumer = ({ buyer }: TaxFacts) => buyer.type === 'consumer';
const from = ({ origin }: TaxFacts) => placeName(origin);
const to = ({ destination }: TaxFacts) => placeName(destination);
/** Why a business is taxed like a consumer, where it is. */
const who = ({ buyer }: TaxFacts) =>
  buyer.type === 'consumer' ? 'the buyer is a consumer' : 'the buyer gave no VAT number that was confirmed for this';

/**
 * Where a supply takes place and who owes its tax: the first rule that applies. Which rate that gives is not decided here.
 */
export function placeOfSupply(facts: TaxFacts): PlaceOfSupply {
  return PLACES_OF_SUPPLY.find(({ applies }) => applies(facts)) ?? SERVICES_LEAVE_COUNTRY;
}

const PLACES_OF_SUPPLY: readonly (PlaceOfSupply & { applies: (facts: TaxFacts) => boolean })[] = [
  {
    because: 'place_is_fixed',
    treatment: 'domestic',
    taxed_at: 'fixed_place',
    through: 'registration',
    applies: ({ supply }) => supply.takes_place_at !== null,
    reason: () => 'the law fixes the place of this supply',
    source: null,
  },
  {
    because: 'within_one_tax_area',
    treatment: 'domestic',
    taxed_at: 'destination',
    through: 'registration',
    applies: ({ origin, destination }) => origin.area === destination.area,
    reason: (facts) => `seller and buyer are in one tax area, ${facts.destination.area}`,
    source: null,
  },
  {
    because: 'seller_not_registered_at_origin',
    treatment: 'not_registered',
    untaxed: 'O',
    reason_code: 'VATEX-EU-O',
    applies: (facts) => facts.isOriginInUnion && !isRegisteredAtOrigin(facts),
    reason: (facts) => `the seller is not registered for VAT in ${from(facts)}`,
    source: null,
  },
  {
    because: 'goods_to_business_in_another_member_state',
    treatment: 'intra_community',
    untaxed: 'K',
    reason_code: 'VATEX-EU-IC',
    applies: (facts) => staysInUnion(facts) && isGoods(facts) && facts.hasUnionNumber,
    reason: (facts) =>
      `goods go from ${from(facts)} to a business in ${to(facts)} with a VAT number of another member state: exempt intra-community supply, the buyer accounts for the tax`,
    source: ART('138'),
  },
  {
    because: 'business_in_another_member_state',
    treatment: 'reverse_charge',
    untaxed: 'AE',
    reason_code: 'VATEX-EU-AE',
    applies: (facts) => facts.isDestinationInUnion && !isGoods(facts) && facts.hasUnionNumber,
    reason: () => 'the buyer is a business in another member state with a VAT number: reverse charge',
    source: ART('44 and 196'),
  },
  {
    because: 'services_to_consumer_at_seller',
    treatment: 'origin',
    taxed_at: 'origin',
    through: 'registration',
    applies: (facts) =>
      facts.isOriginInUnion && isOtherService(facts) && (facts.isDestinationInUnion || isConsumer(facts)),
    reason: (facts) => `${who(facts)}: services are taxed where the seller is, ${from(facts)}`,
    source: ART('45'),
  },
  {
    because: 'services_to_consumer_at_seller_outside_union',
    treatment: 'outside_scope',
    untaxed: 'O',
    applies: (facts) => entersUnion(facts) && isOtherService(facts),
    reason: (facts) => `${who(facts)}: services take place where the seller is, ${from(facts)}, outside of the union`,
    source: ART('45'),
  },
  {
    because: 'business_abroad_accounts_for_tax',
    treatment: 'reverse_charge',
    untaxed: 'AE',
    applies: (facts) => confirmedNumber(facts.buyer) !== null && sellsToConsumersOnly(facts),
    reason: (facts) =>
      `the seller is registered in ${to(facts)} for sales to consumers only; the buyer is a business and accounts for the tax`,
    source: null,
  },
  {
    because: 'registered_at_destination',
    treatment: 'destination',
    taxed_at: 'destination',
    through: 'registration',
    applies: (facts) => registrationsAt(facts, facts.destination).length > 0,
    reason: (facts) => `the seller is registered in ${to(facts)}, where the buyer is`,
    source: null,
  },
  {
    because: 'one_stop_shop',
    treatment: 'destination',
    taxed_at: 'destination',
    through: 'one_stop_shop',
    applies: (facts) => staysInUnion(facts) && hasScheme(facts, 'oss_union'),
    reason: (facts) => `${who(facts)} and the seller uses the one-stop shop: the rate of ${to(facts)}`,
    source: ART('33, 58 and 369b'),
  },
  {
    because: 'one_stop_shop_from_outside',
    treatment: 'destination',
    taxed_at: 'destination',
    through: 'one_stop_shop',
    applies: (facts) => entersUnion(facts) && isDigital(facts) && hasScheme(facts, 'oss_non_union'),
    reason: (facts) => `${who(facts)} and the seller uses the non-union one-stop shop: the rate of ${to(facts)}`,
    source: ART('58 and 359'),
  },
  {
    because: 'import_one_stop_shop',
    treatment: 'destination',
    taxed_at: 'destination',
    through: 'one_stop_shop',
    applies: (facts) =>
      entersUnion(facts) &&
      isGoods(facts) &&
      isConsumer(facts) &&
      facts.supply.ioss_consignment &&
      hasScheme(facts, 'ioss'),
    reason: (facts) => `a small consignment to a consumer in the import one-stop shop: the rate of ${to(facts)}`,
    source: ART('33(c) and 369m'),
  },
  {
    because: 'below_threshold',
    treatment: 'origin',
    taxed_at: 'origin',
    through: 'registration',
    applies: (facts) => staysInUnion(facts) && facts.seller.below_eu_threshold,
    reason: (facts) =>
      `${who(facts)} and the seller is below the threshold of 10,000 EUR without the one-stop shop: the rate of ${from(facts)}`,
    source: ART('59c'),
  },
  {
    because: 'not_registered_in_union',
    treatment: 'not_registered',
    untaxed: 'O',
    reason_code: 'VATEX-EU-O',
    applies: (facts) => staysInUnion(facts) || (entersUnion(facts) && isDigital(facts)),
    reason: (facts) =>
      `${who(facts)}; tax is due in ${to(facts)}, but the seller has neither a registration there nor the one-stop shop`,
    source: ART('33 and 58'),
  },
  {
    because: 'import_into_union',
    treatment: 'import',
    untaxed: 'G',
    applies: (facts) => entersUnion(facts) && isGoods(facts),
    reason: (facts) => `goods are imported into ${to(facts)}: who imports them pays the tax at the border`,
    source: ART('30 and 201'),
  },
  {
    because: 'goods_leave_union',
    treatment: 'export',
    untaxed: 'G',
    reason_code: 'VATEX-EU-G',
    applies: (facts) => leavesUnion(facts) && isGoods(facts),
    reason: (facts) => `goods leave the tax area of the union for ${to(facts)}: export`,
    source: ART('146'),
  },
  {
    because: 'services_leave_union',
    treatment: 'outside_scope',
    untaxed: 'O',
    reason_code: 'VATEX-EU-O',
    applies: leavesUnion,
    reason: (facts) => `the service takes place where the buyer is, in ${to(facts)}: outside the scope of VAT`,
    source: ART('44, 58 and 59'),
  },
  {
    because: 'goods_leave_country',
    treatment: 'export',
    untaxed: 'G',
    applies: isGoods,
    reason: (facts) => `goods go from ${from(facts)} to ${to(facts)}: export`,
    source: null,
  },
];

const SERVICES_LEAVE_COUNTRY: PlaceOfSupply = {
  because: 'services_leave_country',
  treatment: 'outside_scope',
  untaxed: 'O',
  reason: (facts) => `the service goes from ${from(facts)} to ${to(facts)}, where the seller is not registered: no tax`,
  source: null,
};

function isRegisteredAtOrigin(facts: TaxFacts): boolean {
  return registrationsAt(facts, facts.origin).some(({ kind }) => kind === 'vat');
}

function sellsToConsumersOnly(facts: TaxFacts): boolean {
  const registrations = registrationsAt(facts, facts.destination);
  return registrations.length > 0 && registrations.every(({ scheme }) => scheme === 'simplified');
}
