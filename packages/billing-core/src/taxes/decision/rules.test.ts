import { describe, expect, test } from 'vitest';
import { codeOf, detailsOf } from '../../../test/error-code.ts';
import { buyerIn, registered, rule, sellerIn, supplyOf } from '../../../test/tax-rules.ts';
import { assertTaxRules, planTaxes, type TaxRule } from '../index.ts';

const seller = sellerIn('US', [registered('US', 'vat')], { region: 'AA' });
const buyer = buyerIn('US', { region: 'AA', county: 'Kent', city: 'Dover', postal_code: '123-45' });

/** The rules charged, whatever the order of those given. */
function charged(rules: readonly TaxRule[], date = '2026-01-11'): (string | null)[] {
  const [forward, backward] = [rules, rules.toReversed()].map((given) =>
    planTaxes({ rules: given, seller, buyer, supply: supplyOf('goods', date) }).lines.map(({ rule_id }) => rule_id),
  );
  expect(backward).toEqual(forward);
  return forward ?? [];
}

describe('of the rules of one layer the most specific counts', () => {
  const ladder = [
    rule('us-route', { route: 'within_region' }),
    rule('us-customer', { customer_type: 'consumer' }),
    rule('us-product', { product_category: 'standard' }),
    rule('us-region', { region: 'AA' }),
    rule('us-county', { county: 'KENT' }),
    rule('us-city', { city: 'dover' }),
    rule('us-postal-1', { postal_prefix: '1' }),
    rule('us-postal-12345', { postal_prefix: '12 345' }),
  ];

  test.each(ladder.map(({ id }, index) => [id, index] as const))('%s beats all before it', (id, index) => {
    expect(charged([rule('us'), ...ladder.slice(0, index + 1)])).toEqual([id]);
    // Its weight is more than that of all lighter things named together.
    const lighter = {
      route: 'within_region',
      customer_type: 'consumer',
      product_category: 'standard',
      region: 'AA',
    } as const;
    const together = Object.fromEntries(Object.entries(lighter).slice(0, Math.min(index, 4)));
    expect(charged([rule('us-together', together), ...ladder.slice(index, index + 1)])).toEqual([id]);
  });

  test.each([
    ['another region', { region: 'BB' }],
    ['another county', { county: 'Sussex' }],
    ['another city', { city: 'Lewes' }],
    ['another postal code', { postal_prefix: '2345' }],
    ['another product', { product_category: 'books' }],
    ['another customer', { customer_type: 'business' }],
    ['another route', { route: 'between_regions' }],
    ['another country', { country: 'MX' }],
    ['another time', { valid_from: '2026-01-12' }],
    ['a time that is over', { valid_to: '2026-01-11' }],
  ] as const)('a rule for %s does not count', (_, words) => {
    expect(charged([rule('us'), rule('us-other', words)])).toEqual(['us']);
  });

  test('a place that is not known is in no city, county or postal code', () => {
    const nowhere = buyerIn('US');
    const rules = [
      rule('us'),
      rule('us-a', { city: 'Dover' }),
      rule('us-b', { county: 'Kent' }),
      rule('us-c', { postal_prefix: '1' }),
    ];
    const planned = planTaxes({ rules, seller, buyer: nowhere, supply: supplyOf('goods') });
    expect(planned.lines.map(({ rule_id }) => rule_id)).toEqual(['us']);
  });

  test('equal ones are refused, and the error names the same two in every order', () => {
    const [a, b, c] = ['us-a', 'us-b', 'us-c'].map((id) => rule(id, { region: 'AA' }));
    const act =
      (...rules: (TaxRule | undefined)[]) =>
      () =>
        charged(rules.filter((given): given is TaxRule => given !== undefined));
    expect(codeOf(act(b, a))).toBe('ambiguous_tax_rules');
    expect(detailsOf(act(b, a))).toEqual({ rules: ['us-a', 'us-b'] });
    for (const rules of [
      [a, b, c],
      [c, b, a],
      [b, c, a],
      [rule('us'), c, a, b],
    ])
      expect(act(...rules)).toThrow('tax rules "us-a" and "us-b" both hold on 2026-01-11 in layer "country"');
    expect(
      charged([a, b, c, rule('us-d', { city: 'Dover' })].filter((given): given is TaxRule => given !== undefined)),
    ).toEqual(['us-d']);
  });

  test('layers are stacked by their order, then by their names', () => {
    const layer = (id: string, stack_order: number) => rule(`us-${id}`, { layer: id, stack_order });
    expect(charged([layer('b', 1), layer('c', 0), layer('a', 1)])).toEqual(['us-c', 'us-a', 'us-b']);
  });
});

describe('a set of rules', () => {
  const valid = (id: string, valid_from: string, valid_to: string | null, words: object = {}) =>
    rule(id, { valid_from, valid_to, ...words });

  test('may follow one another without overlap, in any order of the set', () => {
    const set = [
      valid('us-2', '2020-07-01', '2021-01-01'),
      valid('us-3', '2021-01-01', null),
      valid('us-1', '2010-01-01', '2020-07-01'),
    ];
    expect(assertTaxRules(set)).toBeUndefined();
  });

  test('is refused when two describe the same on one day, and the error names both', () => {
    const open = valid('us-open', '2010-01-01', null);
    expect(() => assertTaxRules([valid('us-late', '2030-01-01', null), open])).toThrow(
      'tax rules "us-open" and "us-late" describe the same supplies and both hold on 2030-01-01',
    );
    expect(codeOf(() => assertTaxRules([open, valid('us-same', '2010-01-01', '2011-01-01')]))).toBe(
      'ambiguous_tax_rules',
    );
    const overlapping = [valid('us-a', '2010-01-01', '2010-01-03'), valid('us-b', '2010-01-02', null)];
    expect(codeOf(() => assertTaxRules(overlapping))).toBe('ambiguous_tax_rules');
  });

  test.each([
    ['region', { region: 'AA' }],
    ['county', { county: 'Kent' }],
    ['city', { city: 'Dover' }],
    ['postal prefix', { postal_prefix: '123' }],
    ['product', { product_category: 'books' }],
    ['customer', { customer_type: 'business' }],
    ['route', { route: 'within_region' }],
    ['layer', { layer: 'city' }],
    ['country', { country: 'MX' }],
  ] as const)('may have two for one day when they differ in their %s', (_, words) => {
    expect(assertTaxRules([rule('us-a'), rule('us-b', words)])).toBeUndefined();
    expect(codeOf(() => assertTaxRules([rule('us-a', words), rule('us-b', words)]))).toBe('ambiguous_tax_rules');
  });

  test('knows a place by its names in any case, and a territory by each of its names', () => {
    const twice = (left: object, right: object) =>
      codeOf(() => assertTaxRules([rule('us-a', left), rule('us-b', right)]));
    expect(twice({ city: 'Dover' }, { city: 'DOVER' })).toBe('ambiguous_tax_rules');
    expect(twice({ county: 'Kent' }, { county: 'kent' })).toBe('ambiguous_tax_rules');
    expect(twice({ country: 'FI', region: '01' }, { country: 'AX' })).toBe('ambiguous_tax_rules');
    expect(twice({ city: 'Dover' }, { county: 'Dover' })).toBe('nothing thrown');
  });
});
