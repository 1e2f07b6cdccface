import { convert } from '../../currencies/index.ts';
import { minorToDecimal, toMinor } from '../../money/index.ts';
import type { EventOf } from '../event-schema.ts';
import { credit, debit, type Posting } from '../posting.ts';

type Difference = EventOf<'exchange_difference'>;

/**
 * IAS 21.28: a debt in a foreign currency is settled at another rate than it was booked at. What arrives is worth the
 * amount at the rate of the payment; what leaves the receivables is its share of what the invoice was booked at.
 */
export function exchangeDifference(event: Difference): Posting[] {
  const { amount, settled_before, invoice_rate, payment_rate } = event;
  const arrived = inBooks(event, amount, payment_rate);
  // Up to here less up to before, so that the parts of several payments add up to what the invoice was booked at.
  const released = inBooks(event, settled_before + amount, invoice_rate) - inBooks(event, settled_before, invoice_rate);
  const gain = arrived - released;
  const result =
    gain > 0n
      ? credit('exchange_gain', gain, 'exchange_difference')
      : debit('exchange_loss', -gain, 'exchange_difference');
  return [debit('exchange_clearing', gain, 'exchange_difference'), result];
}

function inBooks({ currency, invoice_currency, rounding }: Difference, minor: bigint, rate: string): bigint {
  const amount = minorToDecimal(minor, invoice_currency);
  return toMinor(convert({ amount, to: currency, rate, rate_direction: 'multiply', mode: rounding }), currency);
}
