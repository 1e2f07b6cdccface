import {
  currencyExponent,
  Decimal,
  type Derivation,
  type Explanation,
  given,
  minorToDecimal,
  type RoundingMode,
  settle,
  startExplanation,
  toMinor,
} from '../money/index.ts';
import type { LateFee } from './schema.ts';

export type ComputedLateFee = {
  /** Minor units. */
  amount: bigint;
  derivation: Derivation;
};

/**
 * What a late payment costs: a fixed amount, or a percentage of the amount due up to a maximum. Rounded once, at the end.
 * Where fees on fees are not allowed, give the amount due without the fees before.
 *
 * @param amountDue minor units
 * @throws BillingError unknown_currency, amount_out_of_range
 * @example computeLateFee({ type: 'percent', percent: '1.5', maximum: null }, 9900n, 'USD', 'half_up').amount // 149n
 * @example computeLateFee({ type: 'percent', percent: '5', maximum: '40' }, 100000n, 'EUR', 'half_up').amount // 4000n
 * @example computeLateFee({ type: 'fixed', amount: '40' }, 9900n, 'EUR', 'half_up').amount // 4000n
 */
export function computeLateFee(fee: LateFee, amountDue: bigint, currency: string, mode: RoundingMode): ComputedLateFee {
  const explanation = startExplanation(currency);
  const exact =
    fee.type === 'fixed'
      ? fixed(fee.amount, explanation)
      : percent(fee, minorToDecimal(amountDue, currency), explanation);
  const scale = currencyExponent(currency);
  const rounded = settle(exact, scale, mode);
  explanation.add({
    id: 'rounded',
    rule: 'rounding',
    operation: 'round',
    operands: [explanation.last('amount')],
    result: rounded,
    rounding: { scale, mode },
  });
  return { amount: toMinor(rounded, currency), derivation: explanation.finish() };
}

function fixed(amount: string, explanation: Explanation): Decimal {
  const result = new Decimal(amount);
  explanation.add({ id: 'fee', rule: 'late_fee', operation: 'value', operands: [given('amount', amount)], result });
  return result;
}

type PercentFee = Extract<LateFee, { type: 'percent' }>;

function percent({ percent: rate, maximum }: PercentFee, amountDue: Decimal, explanation: Explanation): Decimal {
  const share = amountDue.times(rate).div(100);
  explanation.add({
    id: 'fee',
    rule: 'late_fee',
    operation: 'multiply',
    operands: [given('amount_due', amountDue), given('percent', rate), given('hundredth', '0.01')],
    result: share,
  });
  if (maximum === null) return share;
  const capped = Decimal.min(share, maximum);
  explanation.add({
    id: 'capped',
    rule: 'late_fee_maximum',
    operation: 'min',
    operands: [explanation.last('amount'), given('maximum', maximum)],
    result: capped,
  });
  return capped;
}
