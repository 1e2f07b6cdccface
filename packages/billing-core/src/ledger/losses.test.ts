import { describe, expect, test } from 'vitest';
import { about, posted, refused } from '../../test/ledger-lines.ts';
import { stepLines } from '../../test/step-lines.ts';
import { explainExchangeDifference, LedgerEvent } from './index.ts';

describe('a dispute', () => {
  const amount = 700n;
  const gateway = 'stripe';

  test('takes the money and a fee at once, and gives them back when it is won', () => {
    expect(posted({ type: 'dispute_opened', amount, gateway, fee: 15n })).toEqual([
      'debit dispute_clearing/stripe 700 dispute',
      'debit gateway_fees/stripe 15 gateway_fee',
      'credit gateway_clearing/stripe 700 dispute',
      'credit gateway_clearing/stripe 15 gateway_fee',
    ]);
    expect(posted({ type: 'dispute_won', amount, gateway, fee_returned: 15n })).toEqual([
      'debit gateway_clearing/stripe 700 dispute',
      'debit gateway_clearing/stripe 15 gateway_fee',
      'credit dispute_clearing/stripe 700 dispute',
      'credit gateway_fees/stripe 15 gateway_fee',
    ]);
  });

  test('that is lost opens the invoices again, or is borne, or is a refund', () => {
    const allocations = [{ invoice_id: 'in_1', amount }];
    const lost = { type: 'dispute_lost', amount, gateway };
    expect(posted({ ...lost, borne_by: 'invoices', allocations, fee: 5n })).toEqual([
      'debit accounts_receivable 700 reopened [in_1]',
      'debit gateway_fees/stripe 5 gateway_fee',
      'credit dispute_clearing/stripe 700 dispute',
      'credit gateway_clearing/stripe 5 gateway_fee',
    ]);
    for (const borne_by of ['bad_debt', 'refunds_payable']) {
      expect(posted({ ...lost, borne_by })).toEqual([
        `debit ${borne_by} 700 dispute`,
        'credit dispute_clearing/stripe 700 dispute',
      ]);
      expect(refused({ ...lost, borne_by, allocations })).toBe('allocations');
    }
    expect(refused({ ...lost, borne_by: 'invoices' })).toBe('allocations');
  });
});

describe('a debt', () => {
  const taxes = [{ jurisdiction: 'DE', amount: 19n }];

  test('that is given up is a loss, less the tax that comes back', () => {
    const allocations = [
      { invoice_id: 'in_1', amount: 100n },
      { invoice_id: 'in_2', amount: 19n },
    ];
    expect(posted({ type: 'invoice_written_off', allocations, taxes })).toEqual([
      'debit bad_debt 100 write_off',
      'debit tax_payable/DE 19 tax_relief',
      'credit accounts_receivable 100 write_off [in_1]',
      'credit accounts_receivable 19 write_off [in_2]',
    ]);
    const tooMuch = [{ jurisdiction: 'DE', amount: 120n }];
    expect(refused({ type: 'invoice_written_off', allocations, taxes: tooMuch })).toBe('taxes');
  });

  test('that was given up and is paid after all undoes the loss and owes the tax again', () => {
    const recovered = { type: 'write_off_recovered', paid_through: 'bank', amount: 119n };
    expect(posted({ ...recovered, taxes })).toEqual([
      'debit cash 119 recovery',
      'credit bad_debt 100 recovery',
      'credit tax_payable/DE 19 recovery',
    ]);
    expect(refused({ ...recovered, amount: 18n, taxes })).toBe('taxes');
  });
});

describe('an exchange difference', () => {
  const difference = { type: 'exchange_difference', invoice_id: 'in_1', invoice_currency: 'USD', amount: 10_000n };
  const rates = (invoice_rate: string, payment_rate: string) => ({ ...difference, invoice_rate, payment_rate });

  test('is a gain when the payment is worth more than what was booked, else a loss, else nothing', () => {
    expect(posted(rates('0.90', '0.92'))).toEqual([
      'debit exchange_clearing 200 exchange_difference',
      'credit exchange_gain 200 exchange_difference',
    ]);
    expect(posted(rates('0.90', '0.885'))).toEqual([
      'debit exchange_loss 150 exchange_difference',
      'credit exchange_clearing 150 exchange_difference',
    ]);
    expect(posted(rates('0.9', '0.90'))).toEqual([]);
  });

  test('knows the places of both currencies', () => {
    const yen = { ...rates('0.0062', '0.0061'), invoice_currency: 'JPY' };
    expect(posted(yen)).toEqual([
      'debit exchange_loss 100 exchange_difference',
      'credit exchange_clearing 100 exchange_difference',
    ]);
  });

  test('rounds as it is told', () => {
    const cent = { ...rates('0.5', '1'), amount: 1n };
    expect(posted(cent)).toEqual([]);
    expect(posted({ ...cent, rounding: 'down' })).toHaveLength(2);
  });

  test('tells how it came about', () => {
    const event = LedgerEvent.parse({ ...about, ...rates('0.905', '0.92'), settled_before: 5n });
    if (event.type !== 'exchange_difference') throw new Error('it is an exchange difference');
    expect(stepLines(explainExchangeDifference(event))).toEqual([
      'arrived_exact: exchange_value = multiply(amount=100, rate=0.92) -> 92 {"from":"USD","to":"EUR"}',
      'arrived: exchange_value = round(exact<-arrived_exact) -> 92 2 half_up',
      'booked_up_to_exact: exchange_value = multiply(amount=100.05, rate=0.905) -> 90.54525 {"from":"USD","to":"EUR"}',
      'booked_up_to: exchange_value = round(exact<-booked_up_to_exact) -> 90.55 2 half_up',
      'booked_before_exact: exchange_value = multiply(amount=0.05, rate=0.905) -> 0.04525 {"from":"USD","to":"EUR"}',
      'booked_before: exchange_value = round(exact<-booked_before_exact) -> 0.05 2 half_up',
      'released: exchange_value = subtract(booked_up_to<-booked_up_to, booked_before<-booked_before) -> 90.5',
      'difference: exchange_difference = subtract(arrived<-arrived, released<-released) -> 1.5',
    ]);
  });

  test('of parts releases what the whole was booked at, no cent more', () => {
    const part = (settled_before: bigint) => posted({ ...rates('0.5', '0.5'), amount: 1n, settled_before });
    // 0.01 at 0.5 is worth a cent when it is rounded alone; of two cents booked at one, the second has nothing left.
    expect(part(0n)).toEqual([]);
    expect(part(1n)).toEqual([
      'debit exchange_clearing 1 exchange_difference',
      'credit exchange_gain 1 exchange_difference',
    ]);
  });
});

describe('revenue', () => {
  test('is earned out of what was deferred, and shows its discount then', () => {
    expect(posted({ type: 'revenue_recognized', amount: 1000n, discount: 100n, category: 'plans' })).toEqual([
      'debit deferred_revenue/plans 900 recognition',
      'debit discounts_given/plans 100 discount',
      'credit revenue/plans 1000 recognition',
    ]);
  });

  test('that was booked too early is deferred', () => {
    expect(posted({ type: 'revenue_deferred', amount: 1000n, discount: 100n, category: 'plans' })).toEqual([
      'debit revenue/plans 1000 deferral',
      'credit discounts_given/plans 100 discount',
      'credit deferred_revenue/plans 900 deferral',
    ]);
  });
});
