import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../test/derivation-interpreter.ts';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { stepLines } from '../../test/step-lines.ts';
import { isBillingError } from '../errors/index.ts';
import { derivationOf } from '../invoices/index.ts';
import { fromMinor, parseDecimal } from '../money/index.ts';
import { type CreditToSettle, planCreditSettlement } from './index.ts';

const base = { currency: 'EUR', credited_total: 10000n, amount_due: 0n, paid: 10000n, refunded: 0n };
const plan = (input: Partial<CreditToSettle>) => {
  const { derivation: _, ...amounts } = planCreditSettlement({ ...base, rest: 'refund', ...input });
  return amounts;
};

describe('the money of a credit note', () => {
  test('settles what is due before anything is paid back', () => {
    expect(plan({ amount_due: 10000n, paid: 0n })).toEqual({ offset: 10000n, refund: 0n, account_credit: 0n });
    expect(plan({ amount_due: 4000n, paid: 6000n })).toEqual({ offset: 4000n, refund: 6000n, account_credit: 0n });
    expect(plan({ amount_due: 15000n, paid: 0n })).toEqual({ offset: 10000n, refund: 0n, account_credit: 0n });
  });

  test('goes back as far as it was paid; what credits paid goes back to the balance', () => {
    expect(plan({ paid: 7000n })).toEqual({ offset: 0n, refund: 7000n, account_credit: 3000n });
    expect(plan({ paid: 7000n, refunded: 5000n })).toEqual({ offset: 0n, refund: 2000n, account_credit: 8000n });
    expect(plan({ paid: 1000n, refunded: 5000n })).toEqual({ offset: 0n, refund: 0n, account_credit: 10000n });
  });

  test('goes to the balance when that is wished, or in part', () => {
    expect(plan({ rest: 'account_credit' })).toEqual({ offset: 0n, refund: 0n, account_credit: 10000n });
    expect(plan({ rest: { refund: 2500n } })).toEqual({ offset: 0n, refund: 2500n, account_credit: 7500n });
    expect(plan({ rest: { refund: 0n } })).toEqual({ offset: 0n, refund: 0n, account_credit: 10000n });
  });

  test('is taken back from the balance where the credit note is below zero', () => {
    expect(plan({ credited_total: -500n })).toEqual({ offset: 0n, refund: 0n, account_credit: -500n });
  });

  test('is not refunded beyond what was paid, or beyond what the debt leaves', () => {
    expect(() => plan({ paid: 4000n, rest: { refund: 4001n } })).toThrow(
      'rest.refund is 40.01, but 40.00 can be refunded: what was paid and not refunded yet, and is credited beyond the amount due; refund that or less.',
    );
    expect(codeOf(() => plan({ amount_due: 9000n, rest: { refund: 1001n } }))).toBe('refund_exceeds_payment');
    expect(plan({ amount_due: 9000n, rest: { refund: 1000n } }).refund).toBe(1000n);
  });

  test('is refused with amounts below zero', () => {
    for (const path of ['amount_due', 'paid', 'refunded'])
      expect(() => plan({ [path]: -1n })).toThrow(`${path} is -0.01; it is zero or more.`);
    expect(codeOf(() => plan({ rest: { refund: -1n } }))).toBe('validation_failed');
  });

  test('is explained step by step', () => {
    const steps = (rest: CreditToSettle['rest']) => {
      const { derivation } = planCreditSettlement({ ...base, amount_due: 3000n, paid: 5000n, refunded: 500n, rest });
      return derivation && stepLines(derivation);
    };
    expect(steps('refund')).toMatchInlineSnapshot(`
      [
        "offset_most: credit = min(credited_total=100, amount_due=30) -> 30",
        "offset: credit = max(nothing=0, most<-offset_most) -> 30",
        "after_offset: after_credit = subtract(credited_total=100, offset<-offset) -> 70",
        "refundable: after_credit = subtract(paid=50, refunded=5) -> 45",
        "refund_cap: after_credit = min(rest<-after_offset, refundable<-refundable) -> 45",
        "refund_most: after_credit = max(nothing=0, cap<-refund_cap) -> 45",
        "refund: credit_cap = value(most<-refund_most) -> 45",
        "account_credit: after_credit = subtract(rest<-after_offset, refund<-refund) -> 25",
      ]
    `);
    expect(steps({ refund: 1000n })?.at(-2)).toMatchInlineSnapshot(`"refund: credit_cap = value(refund=10) -> 10"`);
    expect(steps('account_credit')?.slice(-2)).toMatchInlineSnapshot(`
      [
        "refund: credit_cap = value(nothing=0) -> 0",
        "account_credit: after_credit = subtract(rest<-after_offset, refund<-refund) -> 70",
      ]
    `);
  });

  test('names the field that is refused', () => {
    const errors = (input: Partial<CreditToSettle>) => {
      try {
        plan(input);
      } catch (error) {
        if (isBillingError(error))
          return error.details.errors?.map(({ path, message }) => [path, message === error.message]);
      }
      return null;
    };
    expect(errors({ refunded: -1n })).toEqual([['refunded', true]]);
    expect(errors({ rest: { refund: 10_001n } })).toEqual([['rest.refund', true]]);
  });

  test('is all placed, no debt and no payment twice, and explains itself', () => {
    const amount = fc.bigInt({ min: 0n, max: 20_000n });
    const input = fc.record({
      currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
      credited_total: fc.bigInt({ min: -500n, max: 20_000n }),
      amount_due: amount,
      paid: amount,
      refunded: amount,
      rest: fc.constantFrom('account_credit' as const, 'refund' as const, { refund: 0n }),
    });
    fc.assert(
      fc.property(input, (settled) => {
        const { offset, refund, account_credit, derivation } = planCreditSettlement(settled);
        const { credited_total, amount_due, paid, refunded, currency } = settled;
        expect(offset + refund + account_credit).toBe(credited_total);
        expect(offset >= 0n && offset <= amount_due).toBe(true);
        expect(refund >= 0n && refund <= (paid > refunded ? paid - refunded : 0n)).toBe(true);
        if (offset < amount_due) expect(refund).toBe(0n);
        if (derivation === null) throw new Error('there is no derivation');
        for (const [id, minor] of Object.entries({ offset, refund, account_credit }))
          expect(reevaluate(derivationOf(derivation, id)), id).toBe(parseDecimal(fromMinor(minor, currency)).toFixed());
        expect(planCreditSettlement({ ...settled, explain: false })).toEqual({
          offset,
          refund,
          account_credit,
          derivation: null,
        });
      }),
      PROPERTY_RUNS,
    );
  });
});
