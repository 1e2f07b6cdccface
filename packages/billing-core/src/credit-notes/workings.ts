import {
  addFractions,
  compareFractions,
  currencyExponent,
  type Derivation,
  type DerivationOperand,
  type DerivationOperation,
  type DerivationRule,
  decimalText,
  divideFractions,
  type Fraction,
  fractionToDecimal,
  fromMinor,
  multiplyFractions,
  NO_FRACTION,
  type RoundingMode,
  roundFraction,
  roundToSum,
  startExplanation,
  subtractFractions,
  toFraction,
} from '../money/index.ts';
import { pairs } from './pairs.ts';

/** A number and where it comes from: given as text, or the result of a step. Amounts are in major units. */
export type Figure = { readonly value: Fraction; readonly source: { value: string } | { step: string } };

/** What calculates here; `round` rounds to the minor unit. */
type Operation = Extract<
  DerivationOperation,
  'value' | 'add' | 'subtract' | 'multiply' | 'divide' | 'min' | 'max' | 'round'
>;

/** What a step is called, why it is there, and facts to word it. */
export type Label = { id: string; rule: DerivationRule; about?: Record<string, string | number> };

/**
 * Arithmetic that writes itself down: each act gives its exact result and, if asked, adds the step to the derivation, so
 * that the two cannot differ.
 */
export type Workings = {
  /** Minor units. */
  amount(minor: bigint): Figure;
  plain(text: string): Figure;
  step(label: Label, operation: Operation, operands: Record<string, Figure>, mode?: RoundingMode): Figure;
  /** Shares rounded to minor units that add up to a total (largest remainder), each under its own label. */
  roundParts(labels: readonly Label[], total: Figure, shares: readonly Figure[]): Figure[];
  /** A rounded figure in minor units. */
  minor(figure: Figure): bigint;
  finish(): Derivation | null;
};

export function startWorkings(currency: string, explain: boolean): Workings {
  const scale = currencyExponent(currency);
  const unit = 10n ** BigInt(scale);
  const explanation = explain ? startExplanation(currency) : null;
  const note = (
    label: Label,
    operation: DerivationOperation,
    operands: DerivationOperand[],
    value: Fraction,
    mode?: RoundingMode,
  ) => {
    const rounding = mode === undefined ? {} : { rounding: { scale, mode } };
    explanation?.add({ ...label, operation, operands, result: fractionToDecimal(value), ...rounding });
    return { value, source: { step: label.id } };
  };
  const plain = (text: string) => ({ value: toFraction(text), source: { value: decimalText(text) } });
  const minor = ({ value }: Figure) => (value.n * unit) / value.d;
  return {
    amount: (units) => ({ value: { n: units, d: unit }, source: { value: decimalText(fromMinor(units, currency)) } }),
    plain,
    step: (label, operation, operands, mode) => {
      const values = Object.values(operands).map(({ value }) => value);
      const value = calculate(operation, values, unit, mode ?? 'down');
      return note(label, operation, operandsOf(operands), value, mode);
    },
    roundParts: (labels, total, shares) => {
      const inUnits = shares.map(({ value: { n, d } }) => ({ n: n * unit, d }));
      const parts = operandsOf({ total, ...Object.fromEntries(shares.map((share, at) => [`part_${at + 1}`, share])) });
      const rounded = roundToSum(inUnits, minor(total));
      return pairs(labels, rounded).map(([label, part], at) => {
        const operands = [...operandsOf({ position: plain(String(at + 1)) }), ...(explain ? parts : [])];
        return note(label, 'round_part', operands, { n: part, d: unit }, 'down');
      });
    },
    minor,
    finish: () => explanation?.finish() ?? null,
  };
}

function operandsOf(figures: Record<string, Figure>): DerivationOperand[] {
  return Object.entries(figures).map(([name, { source }]) => ({ name, ...source }));
}

function calculate(operation: Operation, values: Fraction[], unit: bigint, mode: RoundingMode): Fraction {
  const [first = NO_FRACTION, ...rest] = values;
  switch (operation) {
    case 'value':
    case 'add':
      return rest.reduce(addFractions, first);
    case 'subtract':
      return rest.reduce(subtractFractions, first);
    case 'multiply':
      return rest.reduce(multiplyFractions, first);
    case 'divide':
      return rest.reduce(divideFractions, first);
    case 'min':
      return rest.reduce((least, value) => (compareFractions(value, least) < 0 ? value : least), first);
    case 'max':
      return rest.reduce((most, value) => (compareFractions(value, most) > 0 ? value : most), first);
    case 'round':
      return { n: roundFraction({ n: first.n * unit, d: first.d }, mode), d: unit };
  }
}
