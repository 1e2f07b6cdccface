import {
  currencyExponent,
  type Derivation,
  type DerivationOperand,
  type Explanation,
  fromStep,
  given,
  minorToDecimal,
  parseDecimal,
  roundDecimal,
  startExplanation,
} from '../money/index.ts';
import type { EventOf } from './event-schema.ts';

type Difference = EventOf<'exchange_difference'>;

/**
 * How an exchange difference came about, as a derivation in major units of the books: what arrived at the rate of the
 * payment, less what the invoice was booked at for it, each rounded as the event says. Above zero it is a gain.
 *
 * @throws BillingError unknown_currency
 * @example
 * const about = { type: 'exchange_difference', source_id: 'p_1', currency: 'EUR', posted_on: '2026-01-11', invoice_id: 'in_1', invoice_currency: 'USD' };
 * const event = LedgerEvent.parse({ ...about, amount: 10000n, invoice_rate: '0.90', payment_rate: '0.92' });
 * explainExchangeDifference(event).steps.at(-1).result // '2'
 */
export function explainExchangeDifference(event: Difference): Derivation {
  const { amount, settled_before, payment_rate, invoice_rate } = event;
  const explanation = startExplanation(event.currency);
  const arrived = inBooks(explanation, event, 'arrived', amount, payment_rate);
  const upTo = inBooks(explanation, event, 'booked_up_to', settled_before + amount, invoice_rate);
  const before = inBooks(explanation, event, 'booked_before', settled_before, invoice_rate);
  const released = upTo.value.minus(before.value);
  explanation.add({
    id: 'released',
    rule: 'exchange_value',
    operation: 'subtract',
    operands: [upTo.operand, before.operand],
    result: released,
  });
  explanation.add({
    id: 'difference',
    rule: 'exchange_difference',
    operation: 'subtract',
    operands: [arrived.operand, fromStep('released', 'released')],
    result: arrived.value.minus(released),
  });
  return explanation.finish();
}

function inBooks(explanation: Explanation, event: Difference, id: string, minor: bigint, rate: string) {
  const amount = minorToDecimal(minor, event.invoice_currency);
  const exact = amount.times(parseDecimal(rate));
  const scale = currencyExponent(event.currency);
  const value = roundDecimal(exact, scale, event.rounding);
  explanation.add({
    id: `${id}_exact`,
    rule: 'exchange_value',
    operation: 'multiply',
    operands: [given('amount', amount), given('rate', rate)],
    result: exact,
    about: { from: event.invoice_currency, to: event.currency },
  });
  explanation.add({
    id,
    rule: 'exchange_value',
    operation: 'round',
    operands: [fromStep('exact', `${id}_exact`)],
    result: value,
    rounding: { scale, mode: event.rounding },
  });
  const operand: DerivationOperand = fromStep(id, id);
  return { value, operand };
}
