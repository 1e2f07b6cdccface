import { expect, test } from 'vitest';
import { businessIn, buyerIn, RULES, registered, sellerIn, supplyOf } from '../../../test/tax-rules.ts';
import { planTaxes, type TaxBuyer, TaxPlace, type TaxSeller, type TaxSupply } from '../index.ts';

const german = sellerIn('DE');
const american = sellerIn('US', []);
const french = businessIn('FR', 'FR83404833048');
const consumer = buyerIn('FR');
const unconfirmed = buyerIn('FR', { type: 'business' });
const [goods, services, digital] = (['goods', 'services', 'digital_services'] as const).map((nature) =>
  supplyOf(nature),
) as [TaxSupply, TaxSupply, TaxSupply];
const shop = (country: string, scheme: string) =>
  sellerIn(country, [registered(country), registered('IE', 'vat', { scheme })]);

test.each<
  [because: string, seller: TaxSeller, buyer: TaxBuyer, supply: TaxSupply, reason: string, source: string | null]
>([
  [
    'place_is_fixed',
    german,
    consumer,
    { ...services, takes_place_at: TaxPlace.parse({ country: 'DE' }) },
    'the law fixes the place of this supply',
    null,
  ],
  ['within_one_tax_area', german, buyerIn('DE'), goods, 'seller and buyer are in one tax area, DE', null],
  [
    'seller_not_registered_at_origin',
    sellerIn('DE', []),
    french,
    goods,
    'the seller is not registered for VAT in DE',
    null,
  ],
  [
    'goods_to_business_in_another_member_state',
    german,
    french,
    goods,
    'goods go from DE to a business in FR with a VAT number of another member state: exempt intra-community supply, the buyer accounts for the tax',
    'Art. 138',
  ],
  [
    'business_in_another_member_state',
    german,
    french,
    digital,
    'the buyer is a business in another member state with a VAT number: reverse charge',
    'Art. 44 and 196',
  ],
  [
    'services_to_consumer_at_seller',
    german,
    unconfirmed,
    services,
    'the buyer gave no VAT number that was confirmed for this: services are taxed where the seller is, DE',
    'Art. 45',
  ],
  [
    'services_to_consumer_at_seller_outside_union',
    american,
    consumer,
    services,
    'the buyer is a consumer: services take place where the seller is, US, outside of the union',
    'Art. 45',
  ],
  [
    'business_abroad_accounts_for_tax',
    sellerIn('US', [registered('AU', 'gst', { scheme: 'simplified' })]),
    businessIn('AU', '51824753556'),
    digital,
    'the seller is registered in AU for sales to consumers only; the buyer is a business and accounts for the tax',
    null,
  ],
  [
    'registered_at_destination',
    sellerIn('DE', [registered('DE'), registered('FR')]),
    consumer,
    goods,
    'the seller is registered in FR, where the buyer is',
    null,
  ],
  [
    'one_stop_shop',
    shop('DE', 'oss_union'),
    consumer,
    goods,
    'the buyer is a consumer and the seller uses the one-stop shop: the rate of FR',
    'Art. 33, 58 and 369b',
  ],
  [
    'one_stop_shop_from_outside',
    shop('US', 'oss_non_union'),
    consumer,
    digital,
    'the buyer is a consumer and the seller uses the non-union one-stop shop: the rate of FR',
    'Art. 58 and 359',
  ],
  [
    'import_one_stop_shop',
    shop('US', 'ioss'),
    consumer,
    { ...goods, ioss_consignment: true },
    'a small consignment to a consumer in the import one-stop shop: the rate of FR',
    'Art. 33(c) and 369m',
  ],
  [
    'below_threshold',
    { ...german, below_eu_threshold: true },
    consumer,
    goods,
    'the buyer is a consumer and the seller is below the threshold of 10,000 EUR without the one-stop shop: the rate of DE',
    'Art. 59c',
  ],
  [
    'not_registered_in_union',
    german,
    consumer,
    goods,
    'the buyer is a consumer; tax is due in FR, but the seller has neither a registration there nor the one-stop shop',
    'Art. 33 and 58',
  ],
  [
    'import_into_union',
    american,
    consumer,
    goods,
    'goods are imported into FR: who imports them pays the tax at the border',
    'Art. 30 and 201',
  ],
  [
    'goods_leave_union',
    german,
    buyerIn('US'),
    goods,
    'goods leave the tax area of the union for US: export',
    'Art. 146',
  ],
  [
    'services_leave_union',
    german,
    buyerIn('US'),
    digital,
    'the service takes place where the buyer is, in US: outside the scope of VAT',
    'Art. 44, 58 and 59',
  ],
  ['goods_leave_country', american, buyerIn('CA', { region: 'QC' }), goods, 'goods go from US to CA-QC: export', null],
  [
    'services_leave_country',
    american,
    buyerIn('CA'),
    services,
    'the service goes from US to CA, where the seller is not registered: no tax',
    null,
  ],
])('%s says why, and by which law', (because, seller, buyer, supply, reason, article) => {
  const plan = planTaxes({ rules: RULES, seller, buyer, supply });
  const source = article === null ? null : `${article} Directive 2006/112/EC`;
  expect({ because: plan.because, reason: plan.reason, source: plan.source }).toEqual({ because, reason, source });
  if (plan.taxed_in !== null) return;
  expect(plan.left_out).toEqual([]);
  expect(plan.lines).toHaveLength(1);
  expect(plan.lines[0]?.reason).toBe(source === null ? reason : `${reason}, ${source}`);
});

test('a line without tax has the name of the tax that it is not, and a reason code only where there is one', () => {
  const line = (seller: TaxSeller, buyer: TaxBuyer) =>
    planTaxes({ rules: RULES, seller, buyer, supply: goods }).lines[0] ?? { name: '' };
  expect([line(german, buyerIn('US')).name, line(american, consumer).name, line(german, french).name]).toEqual([
    'VAT',
    'VAT',
    'VAT',
  ]);
  expect(line(american, buyerIn('CA')).name).toBe('Tax');
  expect(Object.hasOwn(line(american, buyerIn('CA')), 'reason_code')).toBe(false);
  expect(Object.hasOwn(line(german, french), 'reason_code')).toBe(true);
});
