import { describe, expect, test } from 'vitest';
import { lineDiscounts } from './line-discounts.ts';

const line = (amount: bigint, service_start = '2025-01-01', kind = 'recurring') => ({ kind, amount, service_start });
const amount = (amount_off: bigint, ends_on: string | null = null) => ({ percent_off: null, amount_off, ends_on });

describe('the discount of a subscription', () => {
  test('takes a percent of each recurring line and leaves usage alone', () => {
    const off = lineDiscounts([line(1_000n), line(500n, '2025-01-01', 'usage')], {
      percent_off: '10',
      amount_off: null,
      ends_on: null,
    });
    expect(off).toEqual([
      { percent_off: '10', amount_off: null },
      { percent_off: null, amount_off: null },
    ]);
  });

  test('takes an amount once of each period and never more than there is', () => {
    const lines = [line(200n), line(100n), line(1_000n, '2025-02-01'), line(0n)];
    expect(lineDiscounts(lines, amount(900n)).map(({ amount_off }) => amount_off)).toEqual([200n, 100n, 900n, null]);
  });

  test('ends with the services that start on its last day', () => {
    const lines = [line(200n, '2025-01-31'), line(200n, '2025-02-01')];
    expect(lineDiscounts(lines, amount(50n, '2025-02-01')).map(({ amount_off }) => amount_off)).toEqual([50n, null]);
    expect(lineDiscounts(lines, null).map(({ amount_off }) => amount_off)).toEqual([null, null]);
  });
});
