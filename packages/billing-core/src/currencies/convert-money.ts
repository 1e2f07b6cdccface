import {
  currencyExponent,
  type Decimal,
  type Derivation,
  type Explanation,
  given,
  type Money,
  minorToDecimal,
  parseDecimal,
  type RoundingMode,
  settle,
  startExplanation,
  toMinor,
} from '../money/index.ts';
import type { LocalDate } from '../time/index.ts';
import { type DatedRate, type RateLeg, rateOn } from './dated-rates.ts';

export type ConvertedMoney = { money: Money; legs: RateLeg[]; derivation: Derivation };

/**
 * An amount in another currency at the rate of a day, rounded once to the minor unit of the target. It says which rates
 * it took and how.
 *
 * @throws BillingError no_exchange_rate, unknown_currency, amount_out_of_range
 * @example
 * const rates = [{ from: 'EUR', to: 'USD', rate: '1.0834', on: '2026-01-09' }];
 * convertMoney({ amount: 10000n, currency: 'EUR' }, 'USD', '2026-01-11', rates, 'half_up').money // { amount: 10834n, currency: 'USD' }
 * convertMoney({ amount: 10834n, currency: 'USD' }, 'EUR', '2026-01-11', rates, 'half_up').money // { amount: 10000n, currency: 'EUR' }
 */
export function convertMoney(
  money: Money,
  to: string,
  day: LocalDate,
  rates: readonly DatedRate[],
  mode: RoundingMode,
): ConvertedMoney {
  const legs = rateOn(rates, money.currency, to, day);
  const explanation = startExplanation(to);
  const source = minorToDecimal(money.amount, money.currency);
  explanation.add({
    id: 'source',
    rule: 'source_amount',
    operation: 'value',
    operands: [given('amount', source)],
    result: source,
    about: { currency: money.currency },
  });
  const exact = legs.reduce((amount, leg, index) => overLeg(amount, leg, `rate_${index + 1}`, explanation), source);
  const scale = currencyExponent(to);
  const rounded = settle(exact, scale, mode);
  explanation.add({
    id: 'rounded',
    rule: 'rounding',
    operation: 'round',
    operands: [explanation.last('amount')],
    result: rounded,
    rounding: { scale, mode },
  });
  return { money: { amount: toMinor(rounded, to), currency: to }, legs, derivation: explanation.finish() };
}

function overLeg(amount: Decimal, leg: RateLeg, id: string, explanation: Explanation): Decimal {
  const rate = parseDecimal(leg.rate);
  const result = leg.direction === 'multiply' ? amount.times(rate) : amount.div(rate);
  explanation.add({
    id,
    rule: 'exchange_rate',
    operation: leg.direction,
    operands: [explanation.last('amount'), given('rate', rate)],
    result,
    about: { from: leg.from, to: leg.to, on: leg.on },
  });
  return result;
}
