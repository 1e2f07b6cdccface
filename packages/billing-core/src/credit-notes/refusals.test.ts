import { describe, expect, test } from 'vitest';
import { draft, item, note, seats } from '../../test/credit-note-kit.ts';
import { codeOf } from '../../test/error-code.ts';
import { isBillingError } from '../errors/index.ts';
import type { CreditRequest, DraftCreditNote } from './index.ts';

/** What an act is refused with: its code, its sentence, and the field that both are about. */
function refusal(act: () => unknown): [string, string, string?] {
  try {
    act();
  } catch (error) {
    if (!isBillingError(error)) throw error;
    const [fault] = error.details.errors ?? [];
    expect(fault?.message ?? error.message).toBe(error.message);
    return fault === undefined ? [error.code, error.message] : [error.code, error.message, fault.path];
  }
  return ['nothing thrown', ''];
}

describe('more than was invoiced', () => {
  const half = note(seats, { items: [{ position: 1, quantity: '5' }] });
  const refused = (credit: CreditRequest, earlier = [half]) => refusal(() => note(seats, credit, { earlier }));

  test('is refused with what is left', () => {
    expect(refused({ items: [{ position: 1, quantity: '6' }] })).toEqual([
      'credit_exceeds_invoice',
      'invoice_items[0].quantity is 6, but 5 is left to credit of item 1; ask for no more, with the same sign.',
      'invoice_items[0].quantity',
    ]);
    expect(refused({ items: [{ position: 2 }, { position: 1, amount: 6251n }] })[1]).toBe(
      'invoice_items[1].amount is 62.51 EUR, but 62.50 EUR is left to credit of item 1; ask for no more, with the same sign.',
    );
    expect(refused({ items: [{ position: 1, total: 5951n }] })[1]).toContain(
      'total is 59.51 EUR, but 59.50 EUR is left',
    );
    expect(refused({ total: 8519n })).toEqual([
      'credit_exceeds_invoice',
      'total is 85.19 EUR, but 85.18 EUR is left to credit of the invoice; ask for no more, with the same sign.',
      'total',
    ]);
  });

  test('is refused where the sign is the other one', () => {
    for (const part of [{ quantity: '-1' }, { amount: -1n }, { total: -1n }])
      expect(refused({ items: [{ position: 1, ...part } as { position: number }] })[0]).toBe('credit_exceeds_invoice');
    expect(refused({ total: -1n })[0]).toBe('credit_exceeds_invoice');
    const below = draft([item('-1', '5'), item('1', '10')]);
    const asked = (amount: bigint) =>
      refusal(() =>
        note(below, {
          items: [
            { position: 1, amount },
            { position: 2, amount: 600n },
          ],
        }),
      );
    expect(asked(1n)[0]).toBe('credit_exceeds_invoice');
    expect(asked(-501n)[0]).toBe('credit_exceeds_invoice');
    for (const amount of [-500n, -499n]) expect(asked(amount)[0]).toBe('nothing thrown');
  });

  test('is refused when nothing is left of an item, or of the invoice', () => {
    const all = note(seats, 'everything');
    expect(refused({ items: [{ position: 1 }] }, [all])).toEqual([
      'credit_exceeds_invoice',
      'invoice_items[0] names item 1, of which nothing is left to credit; leave it out.',
      'invoice_items[0]',
    ]);
    expect(refused('everything', [all])[0]).toBe('nothing_to_credit');
    expect(refused({ total: 1n }, [all])[0]).toBe('credit_exceeds_invoice');
    expect(refused('everything', [])[0]).toBe('nothing thrown');
  });

  test('is refused where an item of the other sign makes the invoice less than its parts', () => {
    // A change of plan: 100.00 for the new one, 60.00 back for the old one.
    const change = draft([item('1', '100', { tax_rates: ['19'] }), item('1', '-60', { tax_rates: ['19'] })]);
    expect(refusal(() => note(change, { items: [{ position: 1 }] }))).toEqual([
      'credit_exceeds_invoice',
      'With what is credited already, invoice_items would take back 100.00 EUR of the amount taxed at 19 %, which is 40.00 EUR; credit less, or the items of the other sign with it.',
      'invoice_items',
    ]);
    expect(codeOf(() => note(change, { items: [{ position: 2 }] }))).toBe('credit_exceeds_invoice');
    const untaxed = draft([item('1', '100'), item('1', '-60')]);
    expect(refusal(() => note(untaxed, { items: [{ position: 1 }] }))[1]).toContain(
      '100.00 EUR of the total, which is 40.00 EUR',
    );
    const part = note(untaxed, { items: [{ position: 1, amount: 4000n }] });
    expect(part).toMatchObject({ total: 4000n, creditable_total: 0n });
    expect(note(untaxed, 'everything', { earlier: [part] })).toMatchObject({ subtotal: 0n, total: 0n });
  });

  test('is refused when credit notes of other hands took more of an item already', () => {
    const wrong = (change: object) => ({
      earlier: [{ ...half, items: half.items.map((credited) => ({ ...credited, ...change })) }],
    });
    const taken = (change: object) => refusal(() => note(seats, { items: [{ position: 2 }] }, wrong(change)))[1];
    expect(taken({ amount: 12501n })).toContain('125.01 EUR of the amount of item 1, which is 125.00 EUR');
    expect(taken({ discount_amount: 2501n })).toContain('25.01 EUR of the discount of item 1, which is 25.00 EUR');
    expect(taken({ taxes: [{ tax: -1n }] })).toContain('-0.01 EUR of the tax of item 1, which is 19.00 EUR');
    const below = draft([item('-1', '5'), item('1', '10')]);
    const after = (amount: bigint) => {
      const items = [{ position: 1, quantity: null, amount, discount_amount: 0n, taxes: [] }];
      const earlier = [{ items, cash_rounding: 0n }];
      return refusal(() => note(below, { items: [{ position: 2 }] }, { earlier }))[1];
    };
    expect(after(-501n)).toContain('-5.01 EUR of the amount of item 1, which is -5.00 EUR');
    expect(after(1n)).toContain('0.01 EUR of the amount of item 1, which is -5.00 EUR');
    // Earlier credit notes that name no taxes took none.
    expect(taken({ taxes: [] })).toBe('');
  });
});

describe('a request that cannot be read is refused', () => {
  const refused = (credit: CreditRequest, earlier: DraftCreditNote['earlier'] = []) =>
    refusal(() => note(seats, credit, { earlier }));

  test.each<[string, CreditRequest, string]>([
    ['invoice_items is empty; name at least one item.', { items: [] }, 'invoice_items'],
    [
      'invoice_items[0].position is 3, which the invoice does not have; it has 1, 2.',
      { items: [{ position: 3 }, { position: 1 }] },
      'invoice_items[0].position',
    ],
    [
      'invoice_items[1] names item 1 again; name each item once, with the sum of its parts.',
      { items: [{ position: 1 }, { position: 1, quantity: '1' }] },
      'invoice_items[1]',
    ],
    [
      'invoice_items[0].quantity is 0; say how much is credited, or leave it out to credit the whole.',
      { items: [{ position: 1, quantity: '0' }] },
      'invoice_items[0].quantity',
    ],
    [
      'invoice_items[0].amount is 0; say how much is credited, or leave it out to credit the whole.',
      { items: [{ position: 1, amount: 0n }] },
      'invoice_items[0].amount',
    ],
    ['total is 0; say how much is credited, or leave it out to credit the whole.', { total: 0n }, 'total'],
  ])('%s', (message, credit, path) => {
    expect(refused(credit)).toEqual(['validation_failed', message, path]);
  });

  test('and so are credit notes of another invoice', () => {
    const other = note(draft([item('1', '1'), item('1', '1'), item('1', '1')]), { items: [{ position: 3 }] });
    expect(refused('everything', [other])).toEqual([
      'validation_failed',
      'an earlier credit note credits item 3, which the invoice does not have; hand in the credit notes of this invoice only.',
      'earlier',
    ]);
  });

  test('and a quantity that is no number', () => {
    expect(refused({ items: [{ position: 1, quantity: 'two' }] })[0]).toBe('validation_failed');
  });
});
