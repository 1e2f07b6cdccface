import { describe, expect, test } from 'vitest';
import { codeOf, detailsOf } from '../../../test/error-code.ts';
import { businessIn, buyerIn, RULES, registered, rule, sellerIn, supplyOf } from '../../../test/tax-rules.ts';
import { draftInvoice } from '../../invoices/index.ts';
import { DEFAULT_ROUNDING } from '../../money/index.ts';
import { planTaxes, type TaxBuyer, TaxPlace, type TaxPlan, type TaxSeller, type TaxSupply } from '../index.ts';

function plan(seller: TaxSeller, buyer: TaxBuyer, supply: TaxSupply = supplyOf('digital_services')): TaxPlan {
  return planTaxes({ rules: RULES, seller, buyer, supply });
}
const told = ({ lines }: TaxPlan) => lines.map(({ name, percent }) => `${name} ${percent}`);

describe('Canada', () => {
  const both = sellerIn('CA', [registered('CA', 'gst'), registered('CA', 'sales_tax', { region: 'QC' })], {
    region: 'QC',
  });

  test('the harmonised tax of a province stands in for the federal one', () => {
    expect(told(plan(both, buyerIn('CA', { region: 'ON' })))).toEqual(['HST 13']);
    expect(told(plan(both, buyerIn('CA', { region: 'AB' })))).toEqual(['GST 5']);
  });

  test('the tax of Quebec is on the price, not on the federal tax', () => {
    const { lines } = plan(both, buyerIn('CA', { region: 'QC' }));
    expect(told({ lines } as TaxPlan)).toEqual(['GST 5', 'QST 9.975']);
    const item = { description: 'Seat', quantity: '1', unit_price: '100', tax_rates: lines };
    const terms = { currency: 'CAD', issue_date: '2026-01-11', payment_terms: 'net_30', rounding: DEFAULT_ROUNDING };
    expect(draftInvoice({ ...terms, items: [item] }).tax_total).toBe(1498n);
    const before2013 = RULES.map((given) => (given.id === 'ca-qc-qst' ? { ...given, compound: true } : given));
    const supply = supplyOf('digital_services');
    const compound = planTaxes({ rules: before2013, seller: both, buyer: buyerIn('CA', { region: 'QC' }), supply });
    expect(compound.lines.map((line) => line.compound)).toEqual([undefined, true]);
    const compounded = draftInvoice({ ...terms, items: [{ ...item, tax_rates: compound.lines }] });
    expect(compounded.tax_total).toBe(1547n);
  });

  test('a provincial tax without a registration in the province is left out, and the plan says so', () => {
    const planned = plan(both, buyerIn('CA', { region: 'BC' }));
    expect(told(planned)).toEqual(['GST 5']);
    expect(planned.left_out).toEqual([
      { rule_id: 'ca-bc-pst', reason: 'the seller is not registered for sales_tax in CA-BC' },
    ]);
  });

  test('a registration of a province alone does not charge the federal tax', () => {
    const provincial = sellerIn('CA', [registered('CA', 'sales_tax', { region: 'QC' })]);
    expect(told(plan(provincial, buyerIn('CA', { region: 'QC' })))).toEqual(['QST 9.975']);
    const federal = sellerIn('CA', [registered('CA', 'gst', { region: 'BC' })]);
    expect(told(plan(federal, buyerIn('CA', { region: 'QC' })))).toEqual(['Tax 0']);
  });
});

describe('India', () => {
  const seller = sellerIn('IN', [registered('IN', 'gst')], { region: 'KA' });

  test('within a state the central and the state tax, between states the integrated one', () => {
    expect(told(plan(seller, buyerIn('IN', { region: 'KA' })))).toEqual(['CGST 9', 'SGST 9']);
    expect(told(plan(seller, buyerIn('IN', { region: 'MH' })))).toEqual(['IGST 18']);
  });

  test('a supply from abroad is never within a region, even when the regions share a name', () => {
    const foreign = sellerIn('US', [registered('IN', 'gst')], { region: 'KA' });
    expect(told(plan(foreign, buyerIn('IN', { region: 'KA' })))).toEqual(['IGST 18']);
  });
});

describe('Australia', () => {
  test('ten percent at home, nothing on exports', () => {
    const seller = sellerIn('AU', [registered('AU', 'gst')]);
    expect(told(plan(seller, buyerIn('AU')))).toEqual(['GST 10']);
    const exported = plan(seller, buyerIn('NZ'), supplyOf('goods'));
    expect([exported.treatment, exported.lines[0]?.category, exported.lines[0]?.reason_code]).toEqual([
      'export',
      'G',
      undefined,
    ]);
    expect(plan(seller, buyerIn('NZ')).treatment).toBe('outside_scope');
  });

  test('a seller registered for consumers only charges no business', () => {
    const simplified = sellerIn('US', [registered('AU', 'gst', { scheme: 'simplified' })]);
    expect(told(plan(simplified, buyerIn('AU')))).toEqual(['GST 10']);
    const business = businessIn('AU', '51 824 753 556');
    const planned = plan(simplified, business);
    expect([planned.treatment, planned.because]).toEqual(['reverse_charge', 'business_abroad_accounts_for_tax']);
    expect(planned.lines.map(({ percent, category }) => [percent, category])).toEqual([['0', 'AE']]);
    expect(told(plan(simplified, { ...business, tax_id_valid: false }))).toEqual(['GST 10']);
    const standard = sellerIn('US', [registered('AU', 'gst', { scheme: 'simplified' }), registered('AU', 'gst')]);
    expect(told(plan(standard, business))).toEqual(['GST 10']);
  });
});

describe('United States', () => {
  const nexus = sellerIn('US', [
    registered('US', 'sales_tax', { region: 'NY' }),
    registered('US', 'sales_tax', { region: 'CA' }),
  ]);
  const city = buyerIn('US', { region: 'NY', city: 'new york' });

  test('state, city and district are stacked in order', () => {
    expect(told(plan(nexus, city))).toEqual(['State sales tax 4', 'City sales tax 4.5', 'MCTD 0.375']);
    expect(told(plan(nexus, buyerIn('US', { region: 'NY', city: 'Albany' })))).toEqual(['State sales tax 4']);
    expect(told(plan(nexus, buyerIn('US', { region: 'CA', county: 'LOS ANGELES' })))).toEqual([
      'State sales tax 7.25',
      'District tax 2.25',
    ]);
  });

  test('no nexus, no tax', () => {
    const planned = plan(nexus, buyerIn('US', { region: 'TX' }));
    expect([planned.treatment, ...told(planned)]).toEqual(['not_registered', 'Tax 0']);
    expect(planned.reason).toContain('not registered in US-TX');
    expect(planned.left_out).toEqual([]);
  });

  test('what a state does not tax, its counties do not tax either when the rule is exclusive', () => {
    const supply = supplyOf('digital_services', '2026-01-11', { product_category: 'saas' });
    const planned = plan(nexus, buyerIn('US', { region: 'CA', county: 'Los Angeles' }), supply);
    expect(planned.lines.map(({ percent, category, reason }) => [percent, category, reason])).toEqual([
      ['0', 'E', 'software as a service is not taxed in California'],
    ]);
    expect(planned.left_out).toEqual([{ rule_id: 'us-ca-la', reason: 'another tax in US-CA is exclusive' }]);
  });

  test('two exclusive rules of different layers are refused', () => {
    const rules = ['us-a', 'us-b'].map((id) => rule(id, { kind: 'sales_tax', layer: id, exclusive: true }));
    const act = () => planTaxes({ rules, seller: nexus, buyer: city, supply: supplyOf('goods') });
    expect(codeOf(act)).toBe('ambiguous_tax_rules');
    expect(act).toThrow('tax rules "us-a" and "us-b" are both exclusive and hold on 2026-01-11');
  });

  test('states that tax where the seller is are given that place', () => {
    const supply = supplyOf('goods', '2026-01-11', { takes_place_at: TaxPlace.parse({ country: 'US', region: 'NY' }) });
    expect(told(plan(nexus, buyerIn('US', { region: 'TX' }), supply))).toEqual(['State sales tax 4']);
  });
});

test('a rule may itself put the tax on the buyer: building work between businesses in Germany', () => {
  const building = rule('de-building', {
    product_category: 'building',
    customer_type: 'business',
    percent: '0',
    category: 'AE',
    reason_code: 'VATEX-EU-AE',
    reason: 'the buyer owes the tax, § 13b UStG',
  });
  const usual = rule('de', {});
  const sold = (buyer: TaxBuyer) =>
    planTaxes({
      rules: [usual, building],
      seller: sellerIn('DE'),
      buyer,
      supply: supplyOf('services', '2026-01-11', { product_category: 'building' }),
    }).lines.map(({ percent, category, reason_code }) => [percent, category, reason_code]);
  expect(sold(businessIn('DE', 'DE136695976'))).toEqual([['0', 'AE', 'VATEX-EU-AE']]);
  expect(sold(buyerIn('DE'))).toEqual([['20', 'S', undefined]]);
});

describe('an exempt buyer', () => {
  const seller = sellerIn('US', [registered('US', 'sales_tax', { region: 'NY' })]);
  const resale = {
    country: 'US',
    region: 'NY',
    reason: 'resale certificate',
    certificate: 'ST-120',
    valid_from: '2026-01-01',
    valid_to: '2026-07-01',
  };
  const buyer = (...exemptions: object[]) =>
    buyerIn('US', { region: 'NY', city: 'New York', exemptions: exemptions as (typeof resale)[] });

  test('pays nothing while the certificate is valid, and the line says why', () => {
    const on = (date: string) => plan(seller, buyer(resale), supplyOf('goods', date));
    expect(told(on('2025-12-31'))[0]).toBe('State sales tax 4');
    expect(told(on('2026-07-01'))[0]).toBe('State sales tax 4');
    const exempt = on('2026-06-30');
    expect([exempt.treatment, exempt.because]).toEqual(['exempt', 'buyer_is_exempt']);
    expect(exempt.lines.map(({ percent, category, reason }) => [percent, category, reason])).toEqual(
      Array.from({ length: 3 }, () => ['0', 'E', 'resale certificate']),
    );
    expect(exempt.lines[0]?.exemption?.certificate).toBe('ST-120');
  });

  test('an exemption of another place or layer frees of nothing else', () => {
    expect(told(plan(seller, buyer({ ...resale, region: 'TX' })))[0]).toBe('State sales tax 4');
    expect(told(plan(seller, buyer({ ...resale, country: 'CA', region: null })))[0]).toBe('State sales tax 4');
    expect(told(plan(seller, buyer({ ...resale, region: null })))[0]).toBe('State sales tax 0');
    const partly = plan(seller, buyer({ ...resale, layer: 'city', reason_code: 'X-1' }));
    expect(partly.treatment).toBe('domestic');
    expect(partly.lines.map(({ percent, reason_code }) => [percent, reason_code])).toEqual([
      ['4', undefined],
      ['0', 'X-1'],
      ['0.375', undefined],
    ]);
  });

  test('of several the earliest is named, in whatever order they are kept', () => {
    const older = { ...resale, reason: 'charity', valid_from: '2025-01-01' };
    const same = { ...resale, reason: 'a diplomat', valid_from: '2025-01-01' };
    for (const exemptions of [
      [resale, older, same],
      [same, older, resale],
      [older, resale, same],
    ])
      expect(plan(seller, buyer(...exemptions)).lines[0]?.reason).toBe('a diplomat');
  });

  test('a tax of zero stays what it is, and an exempt compound tax is no longer one', () => {
    const german = sellerIn('DE');
    const diplomat = buyerIn('DE', {
      exemptions: [{ country: 'DE', reason: 'diplomat', reason_code: 'VATEX-EU-151', valid_from: '2020-01-01' }],
    });
    const supply = (product_category: string) => supplyOf('goods', '2026-01-11', { product_category });
    expect(plan(german, diplomat, supply('solar')).lines[0]).toMatchObject({ category: 'Z', exemption: null });
    expect(plan(german, diplomat, supply('standard')).lines[0]).toMatchObject({
      category: 'E',
      reason_code: 'VATEX-EU-151',
    });
    const rules = [rule('de', { compound: true })];
    const exempt = planTaxes({ rules, seller: german, buyer: diplomat, supply: supply('standard') });
    expect(exempt.lines[0]).not.toHaveProperty('compound');
  });
});

test('a seller who is registered where no rule holds is told, not left without tax', () => {
  const seller = sellerIn('DE', [registered('DE', 'vat', { valid_from: '2000-01-01' })]);
  const act =
    (date: string, product_category = 'standard') =>
    () =>
      planTaxes({ rules: RULES, seller, buyer: buyerIn('DE'), supply: supplyOf('goods', date, { product_category }) });
  expect(codeOf(act('2010-01-01'))).toBe('nothing thrown');
  expect(codeOf(act('2009-12-31'))).toBe('no_tax_rule');
  expect(codeOf(act('2026-01-01', 'books'))).toBe('no_tax_rule');
  expect(detailsOf(act('2009-12-31'))).toEqual({
    country: 'DE',
    region: null,
    product_category: 'standard',
    day: '2009-12-31',
  });
  expect(act('2009-12-31')).toThrow('no tax rule for DE holds for "standard" on 2009-12-31');
});
