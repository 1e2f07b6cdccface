import type { DerivationStep } from '@revenue/billing-core/money';
import type { DerivationReader } from './derivation-words.ts';
import type { ExplainedRow } from './explained-row.ts';

const numberOf = (step: DerivationStep) => Number(step.about?.tier ?? 1);

/** 'the first 1,000', 'above 1,000 up to 10,000', 'above 10,000'. */
function boundsOf(step: DerivationStep, read: DerivationReader): string {
  const from = read.value(step, 'from');
  const upTo = read.value(step, 'up_to');
  if (upTo === '') return from === '0' ? 'every unit' : `above ${read.quantity(from)}`;
  return from === '0'
    ? `the first ${read.quantity(upTo)}`
    : `above ${read.quantity(from)} up to ${read.quantity(upTo)}`;
}

/** The units of a tier times its price: three steps of arithmetic, one line for the reader. */
export function wordTier(
  units: DerivationStep,
  followers: readonly DerivationStep[],
  read: DerivationReader,
): ExplainedRow {
  const tier = numberOf(units);
  const ofTier = followers.filter((step) => step.about?.tier === tier);
  const priced = ofTier.find((step) => step.rule === 'unit_price');
  const per = ofTier.find((step) => step.rule === 'per_units');
  const percent = ofTier.find((step) => step.rule === 'percent');
  const amount = percent ?? per ?? priced;
  return {
    id: units.id,
    what: `Tier ${tier}: ${boundsOf(units, read)}`,
    how: `${read.quantity(units.result)} × ${rateOf(priced, per, percent, read)}`,
    result: read.price(amount?.result ?? '0'),
  };
}

function rateOf(
  priced: DerivationStep | undefined,
  per: DerivationStep | undefined,
  percent: DerivationStep | undefined,
  read: DerivationReader,
) {
  if (percent) return read.percent(read.value(percent, 'rate_percent'));
  if (!priced) return '';
  const price = read.price(read.value(priced, 'unit_amount'));
  return per ? `${price} per ${read.quantity(read.value(per, 'per_units'))}` : price;
}
