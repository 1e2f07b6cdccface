import {
  currencyExponent,
  type Derivation,
  type DerivationOperand,
  type Fraction,
  fractionToDecimal,
  fromStep,
  given,
  NO_FRACTION,
  startExplanation,
  subtractFractions,
  wholeFraction,
} from '../money/index.ts';
import type { Amounts, AmountsInput } from './compute-amounts.ts';
import { entryAt } from './entry-at.ts';
import { explainDiscounts } from './explain-discounts.ts';
import { explainTaxes } from './explain-taxes.ts';
import { orZero, type WriteStep } from './write-step.ts';

/**
 * The derivation of an invoice, written after it was computed: the amounts are those that were computed, and the steps say
 * from what. An invoice that is not asked to explain itself pays nothing for it.
 */
export function explainAmounts(input: AmountsInput, amounts: Amounts, currency: string): Derivation {
  const scale = currencyExponent(currency);
  const explanation = startExplanation(currency);
  const write: WriteStep = (id, rule, operation, operands, result, more = {}) => {
    const rounding = more.mode === undefined ? {} : { rounding: { scale: more.scale ?? scale, mode: more.mode } };
    const about = more.about === undefined ? {} : { about: more.about };
    const shown = fractionToDecimal(result, more.plain === true ? 0 : scale);
    explanation.add({ id, rule, operation, operands, result: shown, ...rounding, ...about });
    return fromStep(id, id);
  };
  const lines = input.lines.map(({ amount }, index) => {
    const value = given('amount', fractionToDecimal(amount, scale));
    return write(`line_${index + 1}`, 'line_amount', 'value', [value], amount, { about: { line: index + 1 } });
  });
  const subtotal = write('subtotal', 'subtotal', 'add', orZero(lines), amounts.subtotal);
  const { taxable, discount_total } = explainDiscounts(write, input, amounts, lines, scale);
  const net = write(
    'after_discounts',
    'after_discount',
    'subtract',
    [subtotal, discount_total],
    subtractFractions(amounts.subtotal, amounts.discount_total),
  );
  const on_top = explainTaxes(write, input, amounts, taxable);
  const total = write('total', 'total', 'add', [net, on_top], amounts.total);
  explainPayment(write, input, amounts, total, scale);
  return explanation.finish();
}

function explainPayment(
  write: WriteStep,
  input: AmountsInput,
  amounts: Amounts,
  total: DerivationOperand,
  scale: number,
): void {
  let left = { operand: total, amount: amounts.total };
  for (const [index, credit] of input.credits.entries()) {
    const applied = entryAt(amounts.credits_applied, index);
    const about = { credit: index + 1 };
    const most = write(
      `credit_${index + 1}_most`,
      'credit',
      'min',
      [given('credit', fractionToDecimal(credit, scale)), left.operand],
      lesser(credit, left.amount),
      { about },
    );
    const paid = write(`credit_${index + 1}`, 'credit', 'max', [given('nothing', '0'), most], applied, { about });
    const amount = { n: left.amount.n - applied.n, d: left.amount.d };
    const operand = write(`after_credit_${index + 1}`, 'after_credit', 'subtract', [left.operand, paid], amount);
    left = { operand, amount };
  }
  const due = input.cash_rounding === null ? left : explainCash(write, input.cash_rounding, amounts, left, scale);
  const owed = due.amount.n > 0n ? due.amount : NO_FRACTION;
  write('amount_due', 'amount_due', 'max', [given('nothing', '0'), due.operand], owed);
}

type Left = { operand: DerivationOperand; amount: Fraction };

function explainCash(
  write: WriteStep,
  { increment, mode }: NonNullable<AmountsInput['cash_rounding']>,
  amounts: Amounts,
  left: Left,
  scale: number,
): Left {
  if (left.amount.n <= 0n) return left;
  const coin = given('increment', fractionToDecimal(wholeFraction(increment), scale));
  const coins = { n: left.amount.n, d: left.amount.d * increment };
  const divided = write('cash_coins', 'cash_rounding', 'divide', [left.operand, coin], coins, { plain: true });
  const whole = wholeFraction(amounts.due.n / increment);
  const rounded = write('cash_whole_coins', 'cash_rounding', 'round', [divided], whole, {
    mode,
    scale: 0,
    plain: true,
  });
  return {
    operand: write('cash_rounded', 'cash_rounding', 'multiply', [rounded, coin], amounts.due),
    amount: amounts.due,
  };
}

function lesser(left: Fraction, right: Fraction): Fraction {
  return left.n * right.d <= right.n * left.d ? left : right;
}
