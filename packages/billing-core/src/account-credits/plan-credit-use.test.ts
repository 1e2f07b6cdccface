import { describe, expect, test } from 'vitest';
import { planCreditUse } from './plan-credit-use.ts';

const invoice = (id: string, due_date: string, amount_due: bigint, issue_date = '2026-03-01') => ({
  ...{ id, due_date, issue_date, amount_due },
});

describe('planCreditUse', () => {
  test('pays the invoice that is due first, and what is left goes to the next', () => {
    const invoices = [invoice('a', '2026-03-31', 5000n), invoice('b', '2026-03-15', 2000n)];
    expect(planCreditUse(3000n, invoices)).toEqual([
      { id: 'b', amount: 2000n },
      { id: 'a', amount: 1000n },
    ]);
  });

  test('asks the day of issue, then the id, where the same day is due', () => {
    const invoices = [
      invoice('c', '2026-03-31', 1n),
      invoice('b', '2026-03-31', 1n),
      invoice('d', '2026-03-31', 1n, '2026-02-28'),
    ];
    expect(planCreditUse(3n, invoices).map(({ id }) => id)).toEqual(['d', 'b', 'c']);
  });

  test('leaves alone what owes nothing, and pays nothing without credit', () => {
    expect(planCreditUse(500n, [invoice('a', '2026-03-31', 0n), invoice('b', '2026-04-30', 200n)])).toEqual([
      { id: 'b', amount: 200n },
    ]);
    expect(planCreditUse(0n, [invoice('a', '2026-03-31', 100n)])).toEqual([]);
  });
});
