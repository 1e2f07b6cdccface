import type { DerivationOperation, DerivationRule, DerivationStep } from '@revenue/billing-core/money';
import { humanize } from '../../../format/words.ts';
import type { DerivationReader } from './derivation-words.ts';
import type { ExplainedRow } from './explained-row.ts';
import { totalWordings } from './word-totals.ts';

type Wording = (step: DerivationStep, read: DerivationReader) => Omit<ExplainedRow, 'id'> | null;

const roundingModes: Record<string, string> = {
  half_up: 'halves up',
  half_even: 'halves to the even digit',
  half_down: 'halves down',
  up: 'up',
  down: 'down',
};

const isZero = (text: string) => /^-?0(\.0+)?$/.test(text) || text === '';
const signs: Partial<Record<DerivationOperation, string>> = {
  add: ' + ',
  subtract: ' − ',
  multiply: ' × ',
  divide: ' ÷ ',
};

/** The figures of a step in the sign of its operation. */
function figures(step: DerivationStep, read: DerivationReader, write: (text: string) => string): string {
  const values = read.values(step).map(write);
  return values.length > 1 ? values.join(signs[step.operation] ?? ', ') : '';
}

const sumOfMoney =
  (what: string): Wording =>
  (step, read) =>
    step.operands.length === 1 ? null : { what, how: figures(step, read, read.price), result: read.price(step.result) };

/** What each rule of the core means, in words. A new rule does not compile until it has some. */
const wordings: Record<DerivationRule, Wording> = {
  ...totalWordings,
  // Said together with its price, by word-tier.ts.
  tier_units: () => null,
  // Said together with the division that follows it.
  proration_part: () => null,
  quantity: (step, read) => ({ what: 'Quantity', how: '', result: read.quantity(step.result) }),
  billed_quantity: (step, read) => ({
    what: `Rounded up to a multiple of ${read.quantity(read.value(step, 'size'))}`,
    how: read.quantity(read.value(step, 'quantity')),
    result: read.quantity(step.result),
  }),
  flat: (step, read) => ({ what: 'Fixed fee for the period', how: '', result: read.price(step.result) }),
  unit_price: (step, read) => ({
    what:
      step.about?.tier === undefined
        ? 'Quantity × price'
        : `The whole quantity at the price of tier ${step.about.tier}`,
    how: `${read.quantity(read.value(step, 'quantity'))} × ${read.price(read.value(step, 'unit_amount'))}`,
    result: read.price(step.result),
  }),
  per_units: (step, read) => ({
    what: `The price is for ${read.quantity(read.value(step, 'per_units'))}`,
    how: `${read.price(read.value(step, 'amount'))} ÷ ${read.quantity(read.value(step, 'per_units'))}`,
    result: read.price(step.result),
  }),
  tier_flat: (step, read) =>
    isZero(read.value(step, 'flat_amount'))
      ? null
      : {
          what: `Tier ${step.about?.tier ?? ''}: fixed fee`,
          how: '',
          result: read.price(read.value(step, 'flat_amount')),
        },
  volume_tier: (step, read) =>
    isZero(read.value(step, 'flat_amount'))
      ? null
      : {
          what: `Fixed fee of tier ${step.about?.tier ?? ''}`,
          how: figures(step, read, read.price),
          result: read.price(step.result),
        },
  sum_of_tiers: sumOfMoney('Sum of the tiers'),
  sum_of_transactions: sumOfMoney('Sum of the transactions'),
  free_units: (step, read) => ({
    what: `Less ${read.quantity(read.value(step, 'free_units'))} included`,
    how: `${read.quantity(read.value(step, 'quantity'))} − ${read.quantity(read.value(step, 'free_units'))}`,
    result: read.quantity(step.result),
  }),
  packages: (step, read) => ({
    what: step.operation === 'quotient_up' ? 'Packages, begun ones count' : 'Whole packages',
    how: `${read.quantity(read.value(step, 'quantity'))} in packages of ${read.quantity(read.value(step, 'package_size'))}`,
    result: read.quantity(step.result),
  }),
  package_price: (step, read) => ({
    what: 'Packages × price',
    how: `${read.quantity(read.value(step, 'packages'))} × ${read.price(read.value(step, 'package_amount'))}`,
    result: read.price(step.result),
  }),
  percent: (step, read) => ({
    what: `${read.percent(read.value(step, 'rate_percent'))} of the value`,
    how: `${read.price(read.value(step, 'amount'))} × ${read.percent(read.value(step, 'rate_percent'))}`,
    result: read.price(step.result),
  }),
  fixed_amount: (step, read) =>
    isZero(read.value(step, 'fixed_amount'))
      ? null
      : { what: 'Plus the fixed fee', how: figures(step, read, read.price), result: read.price(step.result) },
  min_per_transaction: (step, read) =>
    step.operands.length === 1
      ? null
      : { what: 'At least', how: figures(step, read, read.price), result: read.price(step.result) },
  max_per_transaction: (step, read) =>
    step.operands.length === 1
      ? null
      : { what: 'At most', how: figures(step, read, read.price), result: read.price(step.result) },
  included_units: (step, read) => ({
    what: `Less ${read.quantity(read.value(step, 'included_units'))} included`,
    how: `${read.quantity(read.value(step, 'quantity'))} − ${read.quantity(read.value(step, 'included_units'))}`,
    result: read.quantity(step.result),
  }),
  commitment: (step, read) =>
    step.operation === 'slice'
      ? {
          what: `Above the commitment of ${read.price(read.value(step, 'commitment_amount'))}`,
          how: '',
          result: read.price(step.result),
        }
      : null,
  commitment_overage: (step, read) => ({
    what: 'What goes over the commitment, at its factor',
    how: figures(step, read, read.quantity),
    result: read.price(step.result),
  }),
  commitment_total: (step, read) => ({
    what: 'Commitment and what goes over it',
    how: figures(step, read, read.price),
    result: read.price(step.result),
  }),
  // Said together with the division that follows it.
  limit_part: () => null,
  limit_proration: (step, read) => ({
    what: 'A limit counts for the part of its period',
    how: `${step.about?.part ?? ''} of ${step.about?.whole ?? ''} days`,
    result: read.price(step.result),
  }),
  minimum: (step, read) => ({
    what: 'The period costs at least',
    how: figures(step, read, read.price),
    result: read.price(step.result),
  }),
  maximum: (step, read) => ({
    what: 'The period costs at most',
    how: figures(step, read, read.price),
    result: read.price(step.result),
  }),
  increment: (step, read) => ({
    what: 'Less what the period was charged before',
    how: figures(step, read, read.price),
    result: read.price(step.result),
  }),
  sum_of_dimensions: sumOfMoney('Sum of the prices'),
  proration: (step, read) => ({
    what: 'Only a part of the period',
    how: prorationFigures(step, read),
    result: read.price(step.result),
  }),
  negative_quantity: (step, read) => ({
    what: 'A correction counts the other way',
    how: '',
    result: read.price(step.result),
  }),
  source_amount: (step, read) => ({
    what: `Amount in ${step.about?.currency ?? 'another currency'}`,
    how: '',
    result: read.quantity(step.result),
  }),
  exchange_rate: (step, read) => ({
    what: `Rate ${step.about?.from ?? ''} to ${step.about?.to ?? ''} of ${step.about?.on ?? ''}`,
    how: figures(step, read, read.quantity),
    result: read.quantity(step.result),
  }),
  rounding: (step, read) => {
    const [exact = ''] = read.values(step);
    if (read.price(exact) === read.price(step.result)) return null;
    const mode = roundingModes[step.rounding?.mode ?? ''] ?? humanize(step.rounding?.mode ?? '');
    return {
      what: `Rounded to ${step.rounding?.scale ?? 0} places, ${mode}`,
      how: read.price(exact),
      result: read.money(step.result),
    };
  },
};

function prorationFigures(step: DerivationStep, read: DerivationReader): string {
  const product = read.step('portion_product');
  const before = product ? read.value(product, 'amount') : '';
  return `${read.price(before)} × ${step.about?.part ?? ''} of ${step.about?.whole ?? ''} days`;
}

/** A step in words; null when it changes nothing and would only be noise. */
export function wordStep(step: DerivationStep, read: DerivationReader): ExplainedRow | null {
  const worded = wordings[step.rule](step, read);
  return worded && { id: step.id, ...worded };
}
