import type { z } from 'zod';
import { TaxBuyer, type TaxKind, TaxRule, TaxSeller, TaxSupply } from '../src/taxes/index.ts';

type RuleWords = Partial<z.input<typeof TaxRule>>;

/** A rule of standard VAT, with what differs. */
export function rule(id: string, words: RuleWords = {}): TaxRule {
  const usual = { country: id.slice(0, 2).toUpperCase(), kind: 'vat', name: 'VAT', percent: '20' } as const;
  return TaxRule.parse({ id, ...usual, valid_from: '2010-01-01', ...words });
}

const vat = (country: string, percent: string, words: RuleWords = {}) =>
  rule(`${country}-${words.product_category ?? 'standard'}-${words.valid_from ?? 'always'}`, {
    country,
    percent,
    product_category: 'standard',
    ...words,
  });
const gst = { kind: 'gst', name: 'GST', layer: 'federal' } as const;
const sales = { kind: 'sales_tax', product_category: null } as const;

/**
 * Rates that were law, for the tests. Sources: Zweites Corona-Steuerhilfegesetz (Germany 2020), Excise Tax Act (Canada;
 * Nova Scotia 14 % from April 2025), Act respecting the Québec sales tax, CGST and IGST Acts 2017 (India), A New Tax System
 * Act 1999 (Australia), New York Tax Law §1105 and Pub. 718, Texas Tax Code §151.051, Ley 20/1991 (Canary Islands).
 */
export const RULES: readonly TaxRule[] = [
  vat('DE', '19', { valid_to: '2020-07-01' }),
  vat('DE', '16', { valid_from: '2020-07-01', valid_to: '2021-01-01' }),
  vat('DE', '19', { valid_from: '2021-01-01' }),
  vat('DE', '7', { product_category: 'reduced', valid_to: '2020-07-01' }),
  vat('DE', '5', { product_category: 'reduced', valid_from: '2020-07-01', valid_to: '2021-01-01' }),
  vat('DE', '7', { product_category: 'reduced', valid_from: '2021-01-01' }),
  vat('DE', '0', { product_category: 'solar', category: 'Z', valid_from: '2023-01-01' }),
  vat('DE', '0', { product_category: 'medical', category: 'E', reason_code: 'VATEX-EU-132' }),
  vat('FR', '20'),
  vat('FR', '5.5', { product_category: 'reduced' }),
  vat('FR', '13', { product_category: 'standard', region: '20R', valid_from: '2015-01-01' }),
  vat('GR', '24'),
  vat('ES', '21'),
  rule('es-cn', { name: 'IGIC', percent: '7', region: 'CN', category: 'L', product_category: 'standard' }),
  vat('HR', '25'),
  vat('GB', '20'),
  rule('ca-gst', { ...gst, percent: '5' }),
  rule('ca-on-hst', { ...gst, name: 'HST', percent: '13', region: 'ON' }),
  rule('ca-qc-qst', { ...sales, name: 'QST', percent: '9.975', region: 'QC', layer: 'provincial', stack_order: 1 }),
  rule('ca-bc-pst', { ...sales, name: 'PST', percent: '7', region: 'BC', layer: 'provincial', stack_order: 1 }),
  rule('in-igst', { ...gst, name: 'IGST', percent: '18', layer: 'central', route: 'between_regions' }),
  rule('in-cgst', { ...gst, name: 'CGST', percent: '9', layer: 'central', route: 'within_region' }),
  rule('in-sgst', { ...gst, name: 'SGST', percent: '9', layer: 'state', route: 'within_region', stack_order: 1 }),
  rule('au-gst', { ...gst, percent: '10' }),
  rule('us-ny', { ...sales, name: 'State sales tax', percent: '4', region: 'NY', layer: 'state' }),
  rule('us-ny-metro', {
    ...sales,
    name: 'MCTD',
    percent: '0.375',
    region: 'NY',
    city: 'New York',
    layer: 'district',
    stack_order: 3,
  }),
  rule('us-ny-nyc', {
    ...sales,
    name: 'City sales tax',
    percent: '4.5',
    region: 'NY',
    city: 'New York',
    layer: 'city',
    stack_order: 2,
  }),
  rule('us-tx', { ...sales, name: 'State sales tax', percent: '6.25', region: 'TX', layer: 'state' }),
  rule('us-ca', { ...sales, name: 'State sales tax', percent: '7.25', region: 'CA', layer: 'state' }),
  rule('us-ca-la', {
    ...sales,
    name: 'District tax',
    percent: '2.25',
    region: 'CA',
    county: 'Los Angeles',
    layer: 'county',
    stack_order: 1,
  }),
  rule('us-ca-saas', {
    ...sales,
    name: 'State sales tax',
    percent: '0',
    region: 'CA',
    layer: 'state',
    product_category: 'saas',
    category: 'E',
    reason: 'software as a service is not taxed in California',
    exclusive: true,
  }),
];

type RegistrationWords = z.input<typeof TaxSeller>['registrations'];
export const registered = (country: string, kind: TaxKind = 'vat', more: object = {}) => ({
  country,
  kind,
  valid_from: '2010-01-01',
  ...more,
});

/** A seller in a country, registered there for VAT unless told otherwise. */
export function sellerIn(
  country: string,
  registrations: RegistrationWords = [registered(country)],
  more: Partial<z.input<typeof TaxSeller>> = {},
): TaxSeller {
  return TaxSeller.parse({ country, registrations, ...more });
}

export function buyerIn(country: string, more: Partial<z.input<typeof TaxBuyer>> = {}): TaxBuyer {
  return TaxBuyer.parse({ country, type: 'consumer', ...more });
}

/** A business whose number was confirmed. */
export function businessIn(country: string, tax_id: string, more: Partial<z.input<typeof TaxBuyer>> = {}): TaxBuyer {
  return buyerIn(country, { type: 'business', tax_id, tax_id_valid: true, ...more });
}

export function supplyOf(
  nature: TaxSupply['nature'],
  date = '2026-01-11',
  more: Partial<z.input<typeof TaxSupply>> = {},
): TaxSupply {
  return TaxSupply.parse({ nature, date, ...more });
}
