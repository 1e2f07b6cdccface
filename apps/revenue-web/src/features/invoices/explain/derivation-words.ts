import type { Derivation, DerivationOperand, DerivationStep } from '@revenue/billing-core/money';
import type { Format } from '../../../format/create-format.ts';

/** Reads values of a derivation and writes them: quantities as numbers, prices with all their digits. */
export type DerivationReader = {
  /** The decimal text of an operand, wherever it comes from; '' when the step has none by that name. */
  value: (step: DerivationStep, name: string) => string;
  values: (step: DerivationStep) => string[];
  quantity: (text: string) => string;
  percent: (text: string) => string;
  /** An exact amount, up to 12 places. */
  price: (text: string) => string;
  /** As many places as the currency has. */
  money: (text: string) => string;
  step: (id: string) => DerivationStep | undefined;
};

const SHOWN_PLACES = 12;

/** Long quotients are cut for the eye; the arithmetic behind them is exact. */
const shorten = (text: string) => {
  const [whole = '', fraction = ''] = text.split('.');
  const kept = fraction.slice(0, SHOWN_PLACES).replace(/0+$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
};

export function readDerivation(derivation: Derivation, format: Format): DerivationReader {
  const steps = new Map(derivation.steps.map((step) => [step.id, step]));
  const textOf = (operand: DerivationOperand) =>
    'value' in operand ? operand.value : (steps.get(operand.step)?.result ?? '');
  return {
    value: (step, name) => {
      const operand = step.operands.find((candidate) => candidate.name === name);
      return operand ? textOf(operand) : '';
    },
    values: (step) => step.operands.map(textOf),
    quantity: (text) => format.number(shorten(text)),
    percent: (text) => format.percent(shorten(text)),
    price: (text) => format.unitPrice(shorten(text), derivation.currency),
    money: (text) => format.decimalMoney(text, derivation.currency),
    step: (id) => steps.get(id),
  };
}
