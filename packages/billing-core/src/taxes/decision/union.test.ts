import { describe, expect, test } from 'vitest';
import { businessIn, buyerIn, RULES, registered, rule, sellerIn, supplyOf } from '../../../test/tax-rules.ts';
import { planTaxes, type TaxBuyer, TaxPlace, type TaxPlan, type TaxSeller, type TaxSupply } from '../index.ts';

/** Treatment, and of each line percent, category and reason code: "19 S", "0 AE VATEX-EU-AE". */
function told({ treatment, lines }: TaxPlan): string[] {
  return [treatment, ...lines.map((line) => [line.percent, line.category, line.reason_code].filter(Boolean).join(' '))];
}

function plan(seller: TaxSeller, buyer: TaxBuyer, supply: TaxSupply = supplyOf('digital_services')): TaxPlan {
  return planTaxes({ rules: RULES, seller, buyer, supply });
}

const german = sellerIn('DE');
const oss = sellerIn('DE', [registered('DE'), registered('DE', 'vat', { scheme: 'oss_union' })]);

describe('within one member state', () => {
  test.each([
    ['2020-06-30', 'standard', ['domestic', '19 S']],
    ['2020-07-01', 'standard', ['domestic', '16 S']],
    ['2020-12-31', 'standard', ['domestic', '16 S']],
    ['2021-01-01', 'standard', ['domestic', '19 S']],
    ['2020-08-01', 'reduced', ['domestic', '5 S']],
    ['2026-01-01', 'reduced', ['domestic', '7 S']],
    ['2026-01-01', 'solar', ['domestic', '0 Z']],
    ['2026-01-01', 'medical', ['domestic', '0 E VATEX-EU-132']],
  ])('the rate of the day and the category counts: %s, %s', (date, product_category, expected) => {
    expect(told(plan(german, buyerIn('DE'), supplyOf('services', date, { product_category })))).toEqual(expected);
  });

  test('a business with a number of the same state pays its tax', () => {
    expect(told(plan(german, businessIn('DE', 'DE136695976')))).toEqual(['domestic', '19 S']);
  });

  test('a seller who is not registered charges nothing, from the first day of his registration he does', () => {
    const small = sellerIn('DE', [registered('DE', 'vat', { valid_from: '2026-01-11', valid_to: '2026-02-01' })]);
    const on = (date: string) => plan(small, buyerIn('DE'), supplyOf('services', date));
    expect(told(on('2026-01-10'))).toEqual(['not_registered', '0 O']);
    expect(told(on('2026-01-11'))).toEqual(['domestic', '19 S']);
    expect(told(on('2026-01-31'))).toEqual(['domestic', '19 S']);
    expect(told(on('2026-02-01'))).toEqual(['not_registered', '0 O']);
    expect(on('2026-01-10').reason).toContain('the seller is not registered in DE');
    expect(on('2026-01-10').because).toBe('seller_not_registered');
  });

  test('a region with a rate of its own has that rate', () => {
    const french = sellerIn('FR');
    const goods = supplyOf('goods');
    expect(told(plan(french, buyerIn('FR', { region: '20R' }), goods))).toEqual(['domestic', '13 S']);
    expect(told(plan(french, buyerIn('MC'), goods))).toEqual(['domestic', '20 S']);
  });

  test('the line names rule, rate and place', () => {
    expect(plan(german, buyerIn('DE'))).toEqual({
      treatment: 'domestic',
      because: 'within_one_tax_area',
      reason: 'seller and buyer are in one tax area, DE',
      source: null,
      taxed_in: { country: 'DE', region: null, county: null, city: null, postal_code: null, area: 'DE' },
      lines: [
        {
          percent: '19',
          name: 'VAT',
          category: 'S',
          reason: 'VAT of DE: 19 % from 2021-01-01',
          kind: 'vat',
          layer: 'country',
          rule_id: 'DE-standard-2021-01-01',
          exemption: null,
        },
      ],
      left_out: [],
    });
  });
});

describe('to a business in another member state', () => {
  const greek = businessIn('GR', 'EL123456783');

  test('services are under reverse charge, and say by which law', () => {
    for (const nature of ['services', 'digital_services'] as const) {
      const planned = plan(german, greek, supplyOf(nature));
      expect(told(planned)).toEqual(['reverse_charge', '0 AE VATEX-EU-AE']);
      expect(planned.lines[0]?.reason).toBe(
        'the buyer is a business in another member state with a VAT number: reverse charge, Art. 44 and 196 Directive 2006/112/EC',
      );
      expect(planned.taxed_in).toBeNull();
    }
  });

  test('goods are an exempt intra-community supply', () => {
    expect(told(plan(german, greek, supplyOf('goods')))).toEqual(['intra_community', '0 K VATEX-EU-IC']);
  });

  test('a number counts only when it was confirmed, belongs to a business, and is of another member state', () => {
    const supply = supplyOf('services');
    const taxed = ['origin', '19 S'];
    expect(told(plan(german, businessIn('GR', 'EL123456783', { tax_id_valid: false }), supply))).toEqual(taxed);
    expect(told(plan(german, buyerIn('GR', { type: 'business', tax_id_valid: true }), supply))).toEqual(taxed);
    expect(told(plan(german, businessIn('GR', 'EL123456783', { type: 'consumer' }), supply))).toEqual(taxed);
    expect(told(plan(german, businessIn('GR', 'DE136695976'), supply))).toEqual(taxed);
    expect(told(plan(german, businessIn('GR', 'CHE123456788'), supply))).toEqual(taxed);
    expect(told(plan(german, businessIn('GR', 'FR83404833048'), supply))[0]).toBe('reverse_charge');
    // Without its prefix it is one of the buyer's own country.
    expect(told(plan(german, businessIn('GR', '123456783'), supply))[0]).toBe('reverse_charge');
  });

  test('a seller without a registration where the supply begins charges nothing and claims no reverse charge', () => {
    const planned = plan(sellerIn('DE', []), greek);
    expect(told(planned)).toEqual(['not_registered', '0 O VATEX-EU-O']);
    expect(planned.because).toBe('seller_not_registered_at_origin');
    expect(told(plan(sellerIn('DE', [registered('DE', 'sales_tax')]), greek))[0]).toBe('not_registered');
  });

  test('goods that leave from a store in another state begin there', () => {
    const supply = supplyOf('goods', '2026-01-11', { dispatched_from: TaxPlace.parse({ country: 'FR' }) });
    expect(told(plan(german, greek, supply))[0]).toBe('not_registered');
    const both = sellerIn('DE', [registered('DE'), registered('FR')]);
    expect(told(plan(both, greek, supply))[0]).toBe('intra_community');
    expect(told(plan(both, buyerIn('FR'), supply))).toEqual(['domestic', '20 S']);
    expect(told(plan(both, businessIn('DE', 'DE136695976'), supply))[0]).toBe('intra_community');
    // A service does not leave a store.
    expect(told(plan(both, buyerIn('DE'), { ...supply, nature: 'services' }))).toEqual(['domestic', '19 S']);
  });
});

describe('to a consumer in another member state', () => {
  test('with the one-stop shop goods and digital services have the rate of the destination', () => {
    for (const nature of ['goods', 'digital_services'] as const) {
      const planned = plan(oss, buyerIn('FR'), supplyOf(nature));
      expect(told(planned)).toEqual(['destination', '20 S']);
      expect(planned.because).toBe('one_stop_shop');
    }
    expect(told(plan(oss, buyerIn('HR')))).toEqual(['destination', '25 S']);
  });

  test('the shop is for VAT: another tax of the destination is left out', () => {
    const other = rule('fr-other', { kind: 'sales_tax', layer: 'other' });
    const question = { seller: oss, buyer: buyerIn('FR'), supply: supplyOf('goods') };
    const planned = planTaxes({ ...question, rules: [...RULES, other] });
    expect(told(planned)).toEqual(['destination', '20 S']);
    expect(planned.left_out).toEqual([
      { rule_id: 'fr-other', reason: 'the seller is not registered for sales_tax in FR' },
    ]);
    expect(planTaxes({ ...question, rules: [other] }).treatment).toBe('not_registered');
  });

  test('the shop wins over the threshold: who takes part in it has chosen the destination', () => {
    expect(told(plan({ ...oss, below_eu_threshold: true }, buyerIn('FR')))).toEqual(['destination', '20 S']);
  });

  test('below the threshold and without the shop it is the rate of the origin', () => {
    const planned = plan({ ...german, below_eu_threshold: true }, buyerIn('FR'), supplyOf('goods'));
    expect(told(planned)).toEqual(['origin', '19 S']);
    expect([planned.because, planned.taxed_in?.area]).toEqual(['below_threshold', 'DE']);
  });

  test('above it, without shop and registration, nothing is charged and the plan says what is missing', () => {
    const planned = plan(german, buyerIn('FR'));
    expect(told(planned)).toEqual(['not_registered', '0 O VATEX-EU-O']);
    expect(planned.reason).toContain('neither a registration there nor the one-stop shop');
  });

  test('a registration there does the same as the shop; one that has ended does not', () => {
    const both = (more: object) => sellerIn('DE', [registered('DE'), registered('FR', 'vat', more)]);
    expect(told(plan(both({}), buyerIn('FR')))).toEqual(['destination', '20 S']);
    expect(told(plan(both({ valid_to: '2026-01-11' }), buyerIn('FR')))[0]).toBe('not_registered');
    const ended = sellerIn('DE', [
      registered('DE'),
      registered('DE', 'vat', { scheme: 'oss_union', valid_to: '2026-01-11' }),
    ]);
    expect(told(plan(ended, buyerIn('FR')))[0]).toBe('not_registered');
  });

  test('other services are taxed where the seller is', () => {
    const planned = plan(oss, buyerIn('FR'), supplyOf('services'));
    expect(told(planned)).toEqual(['origin', '19 S']);
    expect(planned.source).toBe('Art. 45 Directive 2006/112/EC');
  });

  test('a business without a confirmed number is treated like one', () => {
    const planned = plan(oss, buyerIn('FR', { type: 'business' }));
    expect(told(planned)).toEqual(['destination', '20 S']);
    expect(planned.reason).toContain('gave no VAT number');
  });

  test('where the law fixes the place, that place counts', () => {
    const concert = { takes_place_at: TaxPlace.parse({ country: 'FR' }) };
    const both = sellerIn('DE', [registered('DE'), registered('FR')]);
    const supply = supplyOf('services', '2026-01-11', concert);
    expect(told(plan(both, buyerIn('US'), supply))).toEqual(['domestic', '20 S']);
    expect(told(plan(german, buyerIn('DE'), supply))).toEqual(['not_registered', '0 O']);
  });
});

describe('across the border of the union', () => {
  test('goods are exported', () => {
    expect(told(plan(german, buyerIn('US'), supplyOf('goods')))).toEqual(['export', '0 G VATEX-EU-G']);
    expect(told(plan(german, businessIn('CH', 'CHE123456788'), supplyOf('goods')))).toEqual([
      'export',
      '0 G VATEX-EU-G',
    ]);
  });

  test('services are outside of the scope, but for those to consumers that are no digital ones', () => {
    expect(told(plan(german, buyerIn('US')))).toEqual(['outside_scope', '0 O VATEX-EU-O']);
    expect(told(plan(german, buyerIn('US', { type: 'business' }), supplyOf('services')))[0]).toBe('outside_scope');
    expect(told(plan(german, buyerIn('US'), supplyOf('services')))).toEqual(['origin', '19 S']);
  });

  test('special territories are outside of the area of their country', () => {
    const spanish = sellerIn('ES');
    const tenerife = buyerIn('ES', { postal_code: '38001' });
    expect(told(plan(spanish, tenerife, supplyOf('goods')))).toEqual(['export', '0 G VATEX-EU-G']);
    expect(told(plan(spanish, tenerife))).toEqual(['outside_scope', '0 O VATEX-EU-O']);
    expect(told(plan(spanish, buyerIn('ES', { postal_code: '28001' })))).toEqual(['domestic', '21 S']);
    const both = sellerIn('ES', [registered('ES'), registered('ES', 'vat', { region: 'CN' })]);
    expect(told(plan(both, tenerife))).toEqual(['destination', '7 L']);
    const canarian = sellerIn('ES', [registered('ES', 'vat', { region: 'TF' })], { region: 'CN' });
    expect(told(plan(canarian, tenerife))).toEqual(['domestic', '7 L']);
  });

  test('Northern Ireland is inside for goods and outside for services', () => {
    const belfast = businessIn('GB', 'XI110305878', { postal_code: 'BT1 5GS' });
    expect(told(plan(german, belfast, supplyOf('goods')))).toEqual(['intra_community', '0 K VATEX-EU-IC']);
    expect(told(plan(german, belfast))).toEqual(['outside_scope', '0 O VATEX-EU-O']);
    expect(told(plan(oss, buyerIn('GB', { region: 'NIR' }), supplyOf('goods')))).toEqual(['destination', '20 S']);
    expect(told(plan(german, businessIn('GB', 'GB110305878'), supplyOf('goods')))[0]).toBe('export');
    expect(told(plan(sellerIn('GB'), belfast, supplyOf('goods')))).toEqual(['domestic', '20 S']);
  });

  test('the United Kingdom was a member through 2020, Croatia is one from July 2013', () => {
    const british = businessIn('GB', 'GB110305878');
    expect(told(plan(german, british, supplyOf('services', '2020-12-31')))[0]).toBe('reverse_charge');
    expect(told(plan(german, british, supplyOf('services', '2021-01-01')))[0]).toBe('outside_scope');
    const croatian = businessIn('HR', 'HR33392005961');
    expect(told(plan(german, croatian, supplyOf('goods', '2013-06-30')))[0]).toBe('export');
    expect(told(plan(german, croatian, supplyOf('goods', '2013-07-01')))[0]).toBe('intra_community');
  });

  test('from outside: businesses account for services, importers for goods', () => {
    const american = sellerIn('US', []);
    const business = businessIn('FR', 'FR83404833048');
    expect(told(plan(american, business))).toEqual(['reverse_charge', '0 AE VATEX-EU-AE']);
    expect(told(plan(american, business, supplyOf('goods')))).toEqual(['import', '0 G']);
    expect(told(plan(american, buyerIn('FR'), supplyOf('goods')))).toEqual(['import', '0 G']);
    expect(told(plan(sellerIn('US', [registered('FR')]), buyerIn('FR'), supplyOf('goods')))).toEqual([
      'destination',
      '20 S',
    ]);
  });

  test('from outside to consumers: digital services through the shop or a registration, other services not at all', () => {
    const shop = sellerIn('US', [registered('IE', 'vat', { scheme: 'oss_non_union' })]);
    expect(told(plan(shop, buyerIn('FR')))).toEqual(['destination', '20 S']);
    expect(told(plan(sellerIn('US', []), buyerIn('FR')))).toEqual(['not_registered', '0 O VATEX-EU-O']);
    expect(told(plan(shop, buyerIn('FR'), supplyOf('services')))).toEqual(['outside_scope', '0 O']);
    expect(told(plan(shop, buyerIn('FR'), supplyOf('goods')))).toEqual(['import', '0 G']);
    const french = sellerIn('US', [registered('FR')]);
    expect(told(plan(french, buyerIn('FR')))).toEqual(['destination', '20 S']);
  });

  test('small imported consignments to consumers go through the import shop', () => {
    const shop = sellerIn('CN', [registered('NL', 'vat', { scheme: 'ioss' })]);
    const small = supplyOf('goods', '2026-01-11', { ioss_consignment: true });
    expect(told(plan(shop, buyerIn('FR'), small))).toEqual(['destination', '20 S']);
    expect(told(plan(shop, buyerIn('FR'), supplyOf('goods')))).toEqual(['import', '0 G']);
    expect(told(plan(shop, buyerIn('FR', { type: 'business' }), small))).toEqual(['import', '0 G']);
    expect(told(plan(sellerIn('CN', []), buyerIn('FR'), small))).toEqual(['import', '0 G']);
    expect(told(plan(shop, buyerIn('FR'), { ...small, nature: 'digital_services' }))[0]).toBe('not_registered');
    expect(told(plan(shop, buyerIn('US'), small))).toEqual(['export', '0 G']);
  });

  test('a shop of one sort does not stand for another', () => {
    const wrong = sellerIn('DE', [registered('DE'), registered('DE', 'vat', { scheme: 'oss_non_union' })]);
    expect(told(plan(wrong, buyerIn('FR')))[0]).toBe('not_registered');
    const union = sellerIn('US', [registered('IE', 'vat', { scheme: 'oss_union' })]);
    expect(told(plan(union, buyerIn('FR')))[0]).toBe('not_registered');
    // The shop of a state is no registration for sales in that state.
    expect(told(plan(sellerIn('DE', [registered('DE', 'vat', { scheme: 'oss_union' })]), buyerIn('DE')))[0]).toBe(
      'not_registered',
    );
  });
});
