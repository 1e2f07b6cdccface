import { expect, test } from 'vitest';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { stepLines } from '../../test/step-lines.ts';
import { decimalText, fromMinor } from '../money/index.ts';
import { DimensionalPricing, Pricing, type PricingInput, type RateOptions, rate, rateByDimensions } from './index.ts';

type Explained = { name: string; pricing: PricingInput; quantity: string; options: RateOptions; steps: string[] };

const tiers = [
  { up_to: 10, unit_amount: 2, flat_amount: 5 },
  { up_to: null, unit_amount: '0.5' },
];

// Derivations are stored for ever and worded by the interface: their ids, rules and names are a promise.
const cases: Explained[] = [
  {
    name: 'flat, for a part of the period',
    pricing: { model: 'flat', amount: 10 },
    quantity: '1',
    options: { portion: { part: 1, whole: 3 } },
    steps: [
      'flat: flat = value(amount=10) -> 10',
      'portion_product: proration_part = multiply(amount<-flat, part=1) -> 10',
      'prorated: proration = divide(amount<-portion_product, whole=3) -> 3.333333333333333333333333333333 {"part":1,"whole":3}',
      'rounded: rounding = round(amount<-prorated) -> 3.33 2 half_up',
    ],
  },
  {
    name: 'per unit, rounded up, for several units',
    pricing: { model: 'per_unit', unit_amount: 3, per_units: 4, round_up_to_units: 5 },
    quantity: '6',
    options: {},
    steps: [
      'quantity: quantity = value(quantity=6) -> 6',
      'billed_quantity: billed_quantity = multiple_up(quantity<-quantity, size=5) -> 10',
      'product: unit_price = multiply(quantity<-billed_quantity, unit_amount=3) -> 30',
      'amount: per_units = divide(amount<-product, per_units=4) -> 7.5',
      'rounded: rounding = round(amount<-amount) -> 7.5 2 half_up',
    ],
  },
  {
    name: 'graduated',
    pricing: { model: 'graduated', tiers },
    quantity: '12',
    options: {},
    steps: [
      'quantity: quantity = value(quantity=12) -> 12',
      'tier_1_units: tier_units = slice(quantity<-quantity, from=0, up_to=10) -> 10 {"tier":1}',
      'tier_1_amount: unit_price = multiply(quantity<-tier_1_units, unit_amount=2) -> 20 {"tier":1}',
      'tier_1_flat: tier_flat = value(flat_amount=5) -> 5 {"tier":1}',
      'tier_2_units: tier_units = slice(quantity<-quantity, from=10) -> 2 {"tier":2}',
      'tier_2_amount: unit_price = multiply(quantity<-tier_2_units, unit_amount=0.5) -> 1 {"tier":2}',
      'tiers_total: sum_of_tiers = add(amount<-tier_1_amount, flat_amount<-tier_1_flat, amount<-tier_2_amount) -> 26',
      'rounded: rounding = round(amount<-tiers_total) -> 26 2 half_up',
    ],
  },
  {
    name: 'graduated, nothing used',
    pricing: { model: 'graduated', tiers },
    quantity: '0',
    options: {},
    steps: [
      'quantity: quantity = value(quantity=0) -> 0',
      'tiers_total: sum_of_tiers = add(amount=0) -> 0',
      'rounded: rounding = round(amount<-tiers_total) -> 0 2 half_up',
    ],
  },
  {
    name: 'volume',
    pricing: { model: 'volume', tiers },
    quantity: '7',
    options: {},
    steps: [
      'quantity: quantity = value(quantity=7) -> 7',
      'volume_amount: unit_price = multiply(quantity<-quantity, unit_amount=2) -> 14 {"tier":1}',
      'volume_total: volume_tier = add(amount<-volume_amount, flat_amount=5) -> 19 {"tier":1}',
      'rounded: rounding = round(amount<-volume_total) -> 19 2 half_up',
    ],
  },
  {
    name: 'package',
    pricing: { model: 'package', package_size: 10, package_amount: 15, free_units: 3 },
    quantity: '14',
    options: {},
    steps: [
      'quantity: quantity = value(quantity=14) -> 14',
      'paid_units: free_units = slice(quantity<-quantity, free_units=3) -> 11',
      'packages: packages = quotient_up(quantity<-paid_units, package_size=10) -> 2',
      'packages_amount: package_price = multiply(packages<-packages, package_amount=15) -> 30',
      'rounded: rounding = round(amount<-packages_amount) -> 30 2 half_up',
    ],
  },
  {
    name: 'percentage',
    pricing: {
      model: 'percentage',
      rate_percent: 10,
      fixed_amount: 1,
      free_amount: 5,
      min_per_transaction: 3,
      max_per_transaction: 6,
    },
    quantity: '95',
    options: { transactions: ['5', '10', '80'] },
    steps: [
      'transaction_2_percent: percent = multiply(amount=10, rate_percent=10, hundredth=0.01) -> 1 {"transaction":2,"value":"10"}',
      'transaction_2_fees: fixed_amount = add(amount<-transaction_2_percent, fixed_amount=1) -> 2 {"transaction":2,"value":"10"}',
      'transaction_2_least: min_per_transaction = max(amount<-transaction_2_fees, limit=3) -> 3 {"transaction":2,"value":"10"}',
      'transaction_2_amount: max_per_transaction = min(amount<-transaction_2_least, limit=6) -> 3 {"transaction":2,"value":"10"}',
      'transaction_3_percent: percent = multiply(amount=80, rate_percent=10, hundredth=0.01) -> 8 {"transaction":3,"value":"80"}',
      'transaction_3_fees: fixed_amount = add(amount<-transaction_3_percent, fixed_amount=1) -> 9 {"transaction":3,"value":"80"}',
      'transaction_3_least: min_per_transaction = max(amount<-transaction_3_fees, limit=3) -> 9 {"transaction":3,"value":"80"}',
      'transaction_3_amount: max_per_transaction = min(amount<-transaction_3_least, limit=6) -> 6 {"transaction":3,"value":"80"}',
      'transactions_total: sum_of_transactions = add(amount<-transaction_2_amount, amount<-transaction_3_amount) -> 9',
      'rounded: rounding = round(amount<-transactions_total) -> 9 2 half_up',
    ],
  },
  {
    name: 'percentage, nothing used',
    pricing: { model: 'percentage', rate_percent: 10 },
    quantity: '0',
    options: { transactions: [] },
    steps: [
      'transactions_total: sum_of_transactions = add(amount=0) -> 0',
      'rounded: rounding = round(amount<-transactions_total) -> 0 2 half_up',
    ],
  },
  {
    name: 'graduated percentage',
    pricing: {
      model: 'graduated_percentage',
      tiers: [
        { up_to: 10, rate_percent: 1, flat_amount: 2 },
        { up_to: null, rate_percent: 3 },
      ],
    },
    quantity: '20',
    options: {},
    steps: [
      'quantity: quantity = value(quantity=20) -> 20',
      'tier_1_units: tier_units = slice(quantity<-quantity, from=0, up_to=10) -> 10 {"tier":1}',
      'tier_1_percent: percent = multiply(amount<-tier_1_units, rate_percent=1, hundredth=0.01) -> 0.1 {"tier":1}',
      'tier_1_amount: tier_flat = add(amount<-tier_1_percent, flat_amount=2) -> 2.1 {"tier":1}',
      'tier_2_units: tier_units = slice(quantity<-quantity, from=10) -> 10 {"tier":2}',
      'tier_2_percent: percent = multiply(amount<-tier_2_units, rate_percent=3, hundredth=0.01) -> 0.3 {"tier":2}',
      'tier_2_amount: tier_flat = add(amount<-tier_2_percent, flat_amount=0) -> 0.3 {"tier":2}',
      'tiers_total: sum_of_tiers = add(amount<-tier_1_amount, amount<-tier_2_amount) -> 2.4',
      'rounded: rounding = round(amount<-tiers_total) -> 2.4 2 half_up',
    ],
  },
  {
    name: 'graduated percentage, nothing used',
    pricing: { model: 'graduated_percentage', tiers: [{ up_to: null, rate_percent: 3 }] },
    quantity: '0',
    options: {},
    steps: [
      'quantity: quantity = value(quantity=0) -> 0',
      'tiers_total: sum_of_tiers = add(amount=0) -> 0',
      'rounded: rounding = round(amount<-tiers_total) -> 0 2 half_up',
    ],
  },
  {
    name: 'a correction',
    pricing: { model: 'per_unit', unit_amount: 3 },
    quantity: '-2',
    options: {},
    steps: [
      'quantity: quantity = value(quantity=2) -> 2',
      'amount: unit_price = multiply(quantity<-quantity, unit_amount=3) -> 6',
      'mirrored: negative_quantity = multiply(amount<-amount, sign=-1) -> -6',
      'rounded: rounding = round(amount<-mirrored) -> -6 2 half_up',
    ],
  },
  {
    name: 'included units',
    pricing: { model: 'per_unit', unit_amount: 3, included_units: 5 },
    quantity: '7',
    options: {},
    steps: [
      'above_included: included_units = slice(quantity=7, included_units=5) -> 2',
      'quantity: quantity = value(quantity<-above_included) -> 2',
      'amount: unit_price = multiply(quantity<-quantity, unit_amount=3) -> 6',
      'rounded: rounding = round(amount<-amount) -> 6 2 half_up',
    ],
  },
  {
    name: 'a minimum and a maximum in a part of the period',
    pricing: { model: 'per_unit', unit_amount: 3, minimum_amount: 10, maximum_amount: 40 },
    quantity: '1',
    options: { limit_portion: { part: 1, whole: 2 } },
    steps: [
      'quantity: quantity = value(quantity=1) -> 1',
      'amount: unit_price = multiply(quantity<-quantity, unit_amount=3) -> 3',
      'maximum_amount_part: limit_part = multiply(maximum_amount=40, part=1) -> 40',
      'maximum_amount_prorated: limit_proration = divide(maximum_amount<-maximum_amount_part, whole=2) -> 20 {"part":1,"whole":2}',
      'maximum: maximum = min(amount<-amount, maximum_amount<-maximum_amount_prorated) -> 3',
      'minimum_amount_part: limit_part = multiply(minimum_amount=10, part=1) -> 10',
      'minimum_amount_prorated: limit_proration = divide(minimum_amount<-minimum_amount_part, whole=2) -> 5 {"part":1,"whole":2}',
      'minimum: minimum = max(amount<-maximum, minimum_amount<-minimum_amount_prorated) -> 5',
      'rounded: rounding = round(amount<-minimum) -> 5 2 half_up',
    ],
  },
  {
    name: 'a commitment',
    pricing: { model: 'per_unit', unit_amount: 3, commitment: { amount: 10, overage_factor: 2 } },
    quantity: '5',
    options: {},
    steps: [
      'quantity: quantity = value(quantity=5) -> 5',
      'amount: unit_price = multiply(quantity<-quantity, unit_amount=3) -> 15',
      'over_commitment: commitment = slice(amount<-amount, commitment_amount=10) -> 5',
      'overage: commitment_overage = multiply(amount<-over_commitment, overage_factor=2) -> 10',
      'committed: commitment = value(commitment_amount=10) -> 10',
      'commitment_total: commitment_total = add(amount<-committed, overage<-overage) -> 20',
      'rounded: rounding = round(amount<-commitment_total) -> 20 2 half_up',
    ],
  },
  {
    name: 'a commitment without true-up',
    pricing: { model: 'per_unit', unit_amount: 3, commitment: { amount: 10, true_up: false } },
    quantity: '2',
    options: {},
    steps: [
      'quantity: quantity = value(quantity=2) -> 2',
      'amount: unit_price = multiply(quantity<-quantity, unit_amount=3) -> 6',
      'over_commitment: commitment = slice(amount<-amount, commitment_amount=10) -> 0',
      'overage: commitment_overage = multiply(amount<-over_commitment, overage_factor=1) -> 0',
      'committed: commitment = min(commitment_amount=10, amount<-amount) -> 6',
      'commitment_total: commitment_total = add(amount<-committed, overage<-overage) -> 6',
      'rounded: rounding = round(amount<-commitment_total) -> 6 2 half_up',
    ],
  },
  {
    name: 'a later slice',
    pricing: { model: 'per_unit', unit_amount: '0.5' },
    quantity: '3',
    options: { previous_quantity: '4' },
    steps: [
      'before_quantity: quantity = value(quantity=4) -> 4',
      'before_amount: unit_price = multiply(quantity<-before_quantity, unit_amount=0.5) -> 2',
      'before_rounded: rounding = round(amount<-before_amount) -> 2 2 half_up',
      'after_quantity: quantity = value(quantity=7) -> 7',
      'after_amount: unit_price = multiply(quantity<-after_quantity, unit_amount=0.5) -> 3.5',
      'after_rounded: rounding = round(amount<-after_amount) -> 3.5 2 half_up',
      'increment: increment = subtract(after<-after_rounded, before<-before_rounded) -> 1.5',
    ],
  },
];

test.each(cases)('the derivation of $name says each step', ({ pricing, quantity, options, steps }) => {
  const rated = rate(Pricing.parse(pricing), quantity, 'USD', { mode: 'half_up' }, { ...options, explain: true });
  expect(stepLines(rated.derivation)).toEqual(steps);
  expect(reevaluate(rated.derivation)).toBe(decimalText(fromMinor(rated.amount, 'USD')));
});

test('the derivation by dimensions says each price under its own number', () => {
  const when = { region: ['eu'] };
  const price = { name: 'Europe', when, pricing: { model: 'per_unit', unit_amount: 2 } };
  const pricing = DimensionalPricing.parse({ prices: [price], otherwise: { model: 'flat', amount: 7 } });
  const rated = (usage: { properties: Record<string, string>; quantity: string }[]) =>
    stepLines(rateByDimensions(pricing, usage, 'USD', { mode: 'half_up' }).derivation);
  const usage = [
    { properties: {}, quantity: '1' },
    { properties: { region: 'eu' }, quantity: '3' },
  ];
  expect(rated(usage)).toEqual([
    'price_1_quantity: quantity = value(quantity=3) -> 3',
    'price_1_amount: unit_price = multiply(quantity<-price_1_quantity, unit_amount=2) -> 6',
    'price_1_rounded: rounding = round(amount<-price_1_amount) -> 6 2 half_up',
    'price_2_flat: flat = value(amount=7) -> 7',
    'price_2_rounded: rounding = round(amount<-price_2_flat) -> 7 2 half_up',
    'dimensions_total: sum_of_dimensions = add(amount<-price_1_rounded, amount<-price_2_rounded) -> 13',
  ]);
  expect(rated([])).toEqual(['dimensions_total: sum_of_dimensions = add(amount=0) -> 0']);
});
