import {
  type DerivationOperand,
  type DerivationOperation,
  type DerivationRule,
  type Fraction,
  given,
  type RoundingMode,
} from '../money/index.ts';

/** Writes one step; `result` in minor units. */
export type WriteStep = (
  id: string,
  rule: DerivationRule,
  operation: DerivationOperation,
  operands: DerivationOperand[],
  result: Fraction,
  more?: {
    mode?: RoundingMode;
    scale?: number;
    /** The result is no amount: a count, a percent. */
    plain?: boolean;
    about?: Record<string, string | number>;
  },
) => DerivationOperand;

/** A sum of nothing is zero; a step has at least one operand. */
export function orZero(operands: DerivationOperand[]): DerivationOperand[] {
  return operands.length === 0 ? [given('nothing', '0')] : operands;
}
