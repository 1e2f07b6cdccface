import { creditAmounts } from '../../src/credit-notes/index.ts';
import {
  allocateDiscount,
  type CouponOrder,
  couponAmount,
  couponSequence,
  type Discount,
} from '../../src/discounts/index.ts';
import { computeTotals, en16931Totals, type Totals } from '../../src/invoices/index.ts';
import { type Decimal, decimalText, roundDecimal } from '../../src/money/index.ts';
import { splitGross, taxAmount } from '../../src/taxes/index.ts';
import { applyWallets, type Wallet } from '../../src/wallets/index.ts';
import { EXACT, HALF_UP, type Kinds, kind, type Rounded, said } from './kind.ts';

type TotalsWords = {
  currency_scale: number;
  tax_rounding: 'invoice_total' | 'per_line' | 'per_rate';
  lines: { id: string; amount: string; tax_rates?: string[] }[];
  coupons?: (Pick<Discount, 'type' | 'applies_to'> & { value: string })[];
  credits?: string[];
};

const TAX_ROUNDING = { invoice_total: 'per_document', per_line: 'per_line', per_rate: 'per_rate' } as const;

/** The tax of each rate under every text that the case writes for it: the tax of 20 % is that of "20" and of "20.00". */
function taxByRateAsWritten({ lines }: TotalsWords, { tax_by_rate }: Totals): Map<string, Decimal> {
  const found = new Map(tax_by_rate.map(({ rate, tax }) => [rate, tax]));
  for (const written of lines.flatMap((line) => line.tax_rates ?? [])) {
    const tax = found.get(decimalText(written));
    if (tax !== undefined) found.set(written, tax);
  }
  return found;
}

export const invoiceKinds: Kinds = {
  totals: kind<TotalsWords>((input) => {
    const totals = computeTotals({
      lines: input.lines.map(({ id, amount, tax_rates = [] }) => ({ id, amount, tax_rates })),
      discounts: input.coupons ?? [],
      credits: input.credits ?? [],
      scale: input.currency_scale,
      mode: HALF_UP,
      tax_rounding: TAX_ROUNDING[input.tax_rounding],
      discount_spread: 'exact',
    });
    return {
      ...totals,
      line_discounts: totals.lines.map((line) => line.discount),
      // Figures for display: each line by itself, without regard to the total.
      line_taxes: totals.lines.map((line) => roundDecimal(line.exact_tax, input.currency_scale, HALF_UP)),
      tax_by_rate: taxByRateAsWritten(input, totals),
    };
  }),
  en16931_totals: kind<Parameters<typeof en16931Totals>[0]>((input) => en16931Totals(input)),
  tax_inclusive: kind<{ gross: string; tax_percent: string; currency_scale: number; rounded_part: 'net' | 'tax' }>(
    (input) =>
      splitGross(input.gross, input.tax_percent, { scale: input.currency_scale, mode: HALF_UP }, input.rounded_part),
  ),
  tax_amount: kind<{ taxable: string; tax_percent: string; currency_scale: number }>((input) => ({
    tax: taxAmount(input.taxable, input.tax_percent, { scale: input.currency_scale, mode: HALF_UP }),
  })),
  coupon_sequence: kind<
    Rounded & { subtotal: string; coupons: { type: 'fixed' | 'percent'; value: string }[]; order: CouponOrder }
  >(({ subtotal, coupons, order, rounding = EXACT }) => couponSequence(subtotal, coupons, order, rounding)),
  coupon_amount: kind<
    Rounded & { base_amount: string; type: 'fixed' | 'percent'; value: string; already_used?: string }
  >(({ base_amount, type, value, already_used, rounding }) =>
    couponAmount({ type, value }, base_amount, {
      ...said('already_used', already_used),
      ...said('rounding', rounding),
    }),
  ),
  allocate_discount: kind<{ line_amounts: string[]; discount: string; currency_scale: number }>((input) =>
    allocateDiscount(input.line_amounts, input.discount, input.currency_scale),
  ),
  credit_note: kind<{ item_amount: string; tax_percent: string; currency_scale?: number }>((input) =>
    creditAmounts(input.item_amount, input.tax_percent, { scale: input.currency_scale ?? 2, mode: HALF_UP }),
  ),
  apply_wallets: kind<{ amount_due: string; wallets: Wallet[] }>(({ amount_due, wallets }) => {
    const outcome = applyWallets(amount_due, wallets);
    // A wallet that pays nothing is left out by the library, and may be expected to have paid 0.
    const applied = new Map<string, Decimal | string>(wallets.map(({ id }) => [id, '0']));
    for (const { id, amount } of outcome.applied) applied.set(id, amount);
    return { ...outcome, applied };
  }),
};
