import type { AppliedDiscount, Discount } from '../discounts/index.ts';
import {
  type DerivationOperand,
  type Fraction,
  given,
  roundFraction,
  subtractFractions,
  toFraction,
  wholeFraction,
} from '../money/index.ts';
import type { Amounts, AmountsInput } from './compute-amounts.ts';
import { entryAt } from './entry-at.ts';
import { orZero, type WriteStep } from './write-step.ts';

type Explained = { taxable: DerivationOperand[]; discount_total: DerivationOperand };

/** The steps of all discounts: what each is of, what it takes, and which line bears which part. */
export function explainDiscounts(
  write: WriteStep,
  input: AmountsInput,
  amounts: Amounts,
  lines: readonly DerivationOperand[],
  scale: number,
): Explained {
  const left = [...lines];
  const taken: DerivationOperand[] = [];
  const walk = (discounts: readonly Discount[], applied: readonly AppliedDiscount[], prefix: string, base: Bases) => {
    for (const discount of applied) {
      if (discount.amount.n === 0n) continue;
      const asked = entryAt(discounts, discount.index);
      const id = `${prefix}${discount.index + 1}`;
      const step = { write, id, discount, asked, mode: input.discount_policy.mode, scale, left, base };
      taken.push(explainDiscount(step));
    }
  };
  walk(input.item_discounts, amounts.item_discounts.applied, 'item_discount_', null);
  // An additive percent is of what the items' own discounts left, whatever was taken since.
  const additive = input.discount_policy.stacking === 'additive' ? [...left] : null;
  walk(input.discounts, amounts.discounts.applied, 'discount_', additive);
  const discount_total = write('discount_total', 'discount_total', 'add', orZero(taken), amounts.discount_total);
  return { taxable: left, discount_total };
}

/** What a percent is of, line by line; null where it is what is left. */
type Bases = readonly DerivationOperand[] | null;

type DiscountStep = {
  write: WriteStep;
  id: string;
  discount: AppliedDiscount;
  asked: Discount;
  mode: AmountsInput['discount_policy']['mode'];
  scale: number;
  left: DerivationOperand[];
  base: Bases;
};

function explainDiscount(step: DiscountStep): DerivationOperand {
  const { write, id, discount, left, base } = step;
  const lines = discount.shares.map(({ line }) => line);
  const leftOf = write(`${id}_left`, 'discount_base', 'add', operandsAt(left, lines), discount.left);
  const of =
    base === null || step.asked.type === 'fixed'
      ? leftOf
      : write(`${id}_base`, 'discount_base', 'add', operandsAt(base, lines), discount.base);
  const wanted = explainWanted(step, of);
  const amount = write(id, 'discount', 'min', [wanted, leftOf], discount.amount, { about: { type: step.asked.type } });
  explainShares(step, amount, leftOf);
  return amount;
}

function explainWanted(
  { write, id, discount, asked, mode, scale }: DiscountStep,
  of: DerivationOperand,
): DerivationOperand {
  if (asked.type === 'fixed') {
    const exact = toFraction(asked.value, scale);
    return write(
      `${id}_wanted`,
      'discount_rounding',
      'round',
      [given('value', asked.value)],
      wholeFraction(roundFraction(exact, mode)),
      { mode },
    );
  }
  const percent = toFraction(asked.value);
  const product = { n: discount.base.n * percent.n, d: discount.base.d * percent.d };
  const exact = { n: product.n, d: product.d * 100n };
  const part = write(`${id}_part`, 'discount_rate', 'multiply', [of, given('percent', asked.value)], product);
  const share = write(`${id}_exact`, 'discount_rate', 'divide', [part, given('hundred', '100')], exact);
  return write(`${id}_wanted`, 'discount_rounding', 'round', [share], wholeFraction(roundFraction(exact, mode)), {
    mode,
  });
}

/** Each part is its line's proportion; all are rounded together so that they add up to the discount. */
function explainShares(step: DiscountStep, amount: DerivationOperand, leftOf: DerivationOperand): void {
  const { write, id, discount, left } = step;
  const exact = discount.shares.map(({ line, before }) => explainProportion(step, line, before, amount, leftOf));
  for (const [position, { line, before, share }] of discount.shares.entries()) {
    const operands = [given('position', BigInt(position + 1)), amount, ...exact];
    const part = write(`${id}_line_${line + 1}`, 'discount_share', 'round_part', operands, share, { mode: 'down' });
    const rest = [...operandsAt(left, [line]), part];
    const after = subtractFractions(before, share);
    left[line] = write(`${id}_line_${line + 1}_left`, 'after_discount', 'subtract', rest, after);
  }
}

function explainProportion(
  { write, id, discount, scale, left }: DiscountStep,
  line: number,
  before: Fraction,
  amount: DerivationOperand,
  leftOf: DerivationOperand,
): DerivationOperand {
  // Both factors are minor units; the product of two amounts in major units is smaller by one more power of ten.
  const product = { n: discount.amount.n * before.n, d: discount.amount.d * before.d };
  const inMajor = { n: product.n, d: product.d * 10n ** BigInt(scale) };
  const own = [amount, ...operandsAt(left, [line])];
  const times = write(`${id}_line_${line + 1}_product`, 'discount_share', 'multiply', own, inMajor);
  const quotient = { n: product.n * discount.left.d, d: product.d * discount.left.n };
  return write(`${id}_line_${line + 1}_exact`, 'discount_share', 'divide', [times, leftOf], quotient);
}

function operandsAt(operands: readonly DerivationOperand[], lines: readonly number[]): DerivationOperand[] {
  return lines.map((line) => entryAt(operands, line));
}
