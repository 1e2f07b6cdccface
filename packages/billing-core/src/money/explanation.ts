import { Decimal, type DecimalLike, decimalText, parseDecimal } from './decimal.ts';
import type {
  Derivation,
  DerivationOperand,
  DerivationOperation,
  DerivationRule,
  DerivationStep,
} from './derivation.ts';
import type { RoundingMode } from './round.ts';

/** Places shown of a quotient that does not end. The arithmetic itself is exact up to the rounding step. */
export const SHOWN_PLACES = 30;

type NewStep = {
  id: string;
  rule: DerivationRule;
  operation: DerivationOperation;
  operands: DerivationOperand[];
  result: DecimalLike;
  rounding?: { scale: number; mode: RoundingMode };
  about?: Record<string, string | number>;
};

/** Collects the steps of a derivation while an amount is computed. */
export type Explanation = {
  add(step: NewStep): void;
  /** The step added last, as an operand of the next. */
  last(name: string): DerivationOperand;
  finish(): Derivation;
};

/**
 * An operand that is given, not computed.
 * @example given('quantity', '1.50') // { name: 'quantity', value: '1.5' }
 */
export function given(name: string, value: DecimalLike): DerivationOperand {
  return { name, value: decimalText(value) };
}

/**
 * An operand that is the result of an earlier step.
 * @example fromStep('amount', 'tiers_total') // { name: 'amount', step: 'tiers_total' }
 */
export function fromStep(name: string, step: string): DerivationOperand {
  return { name, step };
}

/**
 * An empty derivation to write the steps of an amount into.
 * @example
 * const explanation = startExplanation('USD');
 * explanation.add({ id: 'flat', rule: 'flat', operation: 'value', operands: [given('amount', '5')], result: '5' });
 * explanation.finish().steps.map(({ id, result }) => [id, result]) // [['flat', '5']]
 */
export function startExplanation(currency: string): Explanation {
  return new Steps(currency);
}

/** A class, so that the three functions are not made anew for each of a million lines. */
class Steps implements Explanation {
  readonly #steps: DerivationStep[] = [];
  readonly #currency: string;

  constructor(currency: string) {
    this.#currency = currency;
  }

  add({ result, ...step }: NewStep): void {
    this.#steps.push({ ...step, result: shown(result) });
  }

  last(name: string): DerivationOperand {
    const step = this.#steps.at(-1);
    return step === undefined ? given(name, '0') : fromStep(name, step.id);
  }

  finish(): Derivation {
    return { version: 1, currency: this.#currency, steps: this.#steps };
  }
}

/**
 * Writes into the same derivation under a prefix, so that one rule can be followed several times: the price before and
 * after a slice, the price of each group.
 *
 * @example
 * const whole = startExplanation('USD');
 * const part = prefixed(whole, 'before_');
 * part.add({ id: 'flat', rule: 'flat', operation: 'value', operands: [given('amount', '5')], result: '5' });
 * whole.last('amount') // { name: 'amount', step: 'before_flat' }
 */
export function prefixed(explanation: Explanation, prefix: string): Explanation {
  return {
    add: ({ id, operands, ...step }) =>
      explanation.add({
        ...step,
        id: prefix + id,
        operands: operands.map((operand) =>
          'step' in operand ? { name: operand.name, step: prefix + operand.step } : operand,
        ),
      }),
    last: (name) => {
      const operand = explanation.last(name);
      return 'step' in operand ? { name, step: operand.step.slice(prefix.length) } : operand;
    },
    finish: () => explanation.finish(),
  };
}

function shown(result: DecimalLike): string {
  const exact = parseDecimal(result);
  // Cutting nothing off would still copy it.
  if (exact.decimalPlaces() <= SHOWN_PLACES) return exact.toFixed();
  return exact.toDecimalPlaces(SHOWN_PLACES, Decimal.ROUND_HALF_EVEN).toFixed();
}
