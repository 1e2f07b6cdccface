import type { Derivation, DerivationStep } from '@revenue/billing-core/money';
import type { Format } from '../../../format/create-format.ts';
import { readDerivation } from './derivation-words.ts';
import type { ExplainedRow } from './explained-row.ts';
import { wordStep } from './word-step.ts';
import { wordTier } from './word-tier.ts';

const partOfTier = new Set(['unit_price', 'per_units', 'percent']);

/**
 * A derivation as lines that a person reads: the arithmetic is the core's, step by step; here it only gets words.
 * The last line is always the amount on the invoice.
 */
export function explainDerivation(derivation: Derivation, format: Format): ExplainedRow[] {
  const read = readDerivation(derivation, format);
  const tiers = new Set(derivation.steps.filter((step) => step.rule === 'tier_units').map((step) => step.about?.tier));
  const isWordedWithTier = (step: DerivationStep) => partOfTier.has(step.rule) && tiers.has(step.about?.tier);
  const rows = derivation.steps.flatMap((step, index) => {
    if (step.rule === 'tier_units') return [wordTier(step, derivation.steps.slice(index + 1), read)];
    if (isWordedWithTier(step)) return [];
    const row = wordStep(step, read);
    return row ? [row] : [];
  });
  const last = derivation.steps.at(-1);
  return [
    ...rows,
    {
      id: 'amount of the line',
      what: 'Amount of this line',
      how: '',
      result: read.money(last?.result ?? '0'),
      decisive: true,
    },
  ];
}
