import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROPERTY_RUNS } from '../../../test/property-runs.ts';
import { RULES, registered } from '../../../test/tax-rules.ts';
import {
  computeTaxes,
  planTaxes,
  TAX_TREATMENTS,
  TaxBuyer,
  type TaxQuestion,
  TaxRule,
  TaxSeller,
  TaxSupply,
} from '../index.ts';

const COUNTRIES = ['DE', 'FR', 'GR', 'ES', 'GB', 'HR', 'MC', 'US', 'CA', 'IN', 'AU', 'CH'] as const;
// A rule for every tax area, so that there is a rate wherever a seller is registered; Monaco is in that of France.
const EVERYWHERE = COUNTRIES.filter((country) => country !== 'MC').map((country) =>
  TaxRule.parse({ id: `any-${country}`, country, kind: 'vat', name: 'VAT', percent: '15', valid_from: '1990-01-01' }),
);
const rules = [...RULES.filter(({ layer }) => layer === 'country'), ...EVERYWHERE];

const day = fc
  .integer({ min: 0, max: 365 * 24 })
  .map((days) => new Date(Date.UTC(2004, 0, 1 + days)).toISOString().slice(0, 10));
const place = fc.record({
  country: fc.constantFrom(...COUNTRIES),
  region: fc.constantFrom(null, 'CN', 'NIR', 'NY', 'QC', '20R'),
  postal_code: fc.constantFrom(null, '35001', 'BT1 1AA', '78266', '10115'),
});
const registration = fc
  .record({
    country: fc.constantFrom(...COUNTRIES),
    scheme: fc.constantFrom('standard', 'standard', 'simplified', 'oss_union', 'oss_non_union', 'ioss'),
    valid_from: day,
  })
  .map(({ country, ...more }) => registered(country, 'vat', more));
const seller = fc
  .record({ place, registrations: fc.array(registration, { maxLength: 4 }), below_eu_threshold: fc.boolean() })
  .map(({ place: at, ...more }) => TaxSeller.parse({ ...at, ...more }));
const buyer = fc
  .record({
    place,
    type: fc.constantFrom('business', 'consumer'),
    tax_id: fc.constantFrom(null, 'DE136695976', 'FR83404833048', 'EL123456783', 'XI110305878', '51824753556'),
    tax_id_valid: fc.boolean(),
  })
  .map(({ place: at, ...more }) => TaxBuyer.parse({ ...at, ...more }));
const supply = fc
  .record({
    nature: fc.constantFrom('goods', 'services', 'digital_services'),
    product_category: fc.constantFrom('standard', 'reduced', 'solar', 'medical', 'books'),
    date: day,
    ioss_consignment: fc.boolean(),
  })
  .map((words) => TaxSupply.parse(words));
const parties = fc.record({ seller, buyer, supply });
const plan = (question: Omit<TaxQuestion, 'rules'>) => planTaxes({ rules, ...question });

test('every sale on every day has exactly one decision, with its reason and at least one line', () => {
  fc.assert(
    fc.property(parties, (question) => {
      const { treatment, reason, lines, taxed_in } = plan(question);
      expect(TAX_TREATMENTS).toContain(treatment);
      expect(reason).not.toBe('');
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.every((line) => line.reason !== '')).toBe(true);
      expect(lines.some(({ rule_id }) => rule_id !== null)).toBe(taxed_in !== null);
    }),
    PROPERTY_RUNS,
  );
});

test('the order of rules and registrations does not matter', () => {
  const shuffled = fc.shuffledSubarray(rules, { minLength: rules.length, maxLength: rules.length });
  fc.assert(
    fc.property(parties, shuffled, (question, given) => {
      const registrations = question.seller.registrations.toReversed();
      const other = planTaxes({ ...question, rules: given, seller: { ...question.seller, registrations } });
      expect(other).toEqual(plan(question));
    }),
    PROPERTY_RUNS,
  );
});

test('no reverse charge, export, intra-community supply or sale outside of the scope carries an amount', () => {
  fc.assert(
    fc.property(parties, fc.bigInt(1n, 10n ** 9n), (question, n) => {
      const { treatment, lines } = plan(question);
      const { total } = computeTaxes([{ taxable: { n, d: 1n }, tax_rates: lines }], {
        mode: 'up',
        rounding: 'per_line',
      });
      const isTaxed = ['domestic', 'origin', 'destination'].includes(treatment);
      if (!isTaxed) expect(total).toBe(0n);
      expect(lines.every(({ category, percent }) => percent === '0' || ['S', 'L', 'M'].includes(category))).toBe(true);
    }),
    PROPERTY_RUNS,
  );
});

test('a rate comes from a rule that holds on the day, in the tax area, for the product', () => {
  fc.assert(
    fc.property(parties, (question) => {
      const { lines, taxed_in } = plan(question);
      for (const { rule_id, percent } of lines) {
        if (rule_id === null) continue;
        const rule = rules.find(({ id }) => id === rule_id);
        const { date, product_category } = question.supply;
        expect(rule?.percent).toBe(percent);
        expect((rule?.valid_from ?? date) <= date && date < (rule?.valid_to ?? '9999')).toBe(true);
        expect(rule?.country).toBe(taxed_in?.country);
        expect([null, product_category]).toContain(rule?.product_category);
      }
    }),
    PROPERTY_RUNS,
  );
});
