import { describe, expect, it } from 'vitest';
import { netByPeriod, partsOf } from './chart-parts.ts';

const sums = (net: number) => ({ currency: 'EUR', invoices: 1, net, tax: 0, total: net });
const group = (key: string, net: number, currency = 'EUR') => ({ key, name: `Name of ${key}`, ...sums(net), currency });
const row = (period_start: string, key: string | null, net: number, currency = 'EUR') => ({
  period_start,
  key,
  name: key,
  ...sums(net),
  currency,
});

const january = '2026-01-01';
const february = '2026-02-01';
const whole = netByPeriod(
  { data: [row(january, null, 60.3), row(february, null, 7), row(january, null, 9, 'USD')] },
  'EUR',
);

describe('the parts of a chart', () => {
  it('are the five largest groups and what is left of the whole', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'other'];
    const groups = [...keys.map((key) => group(key, 10)), group('z', 99, 'USD')];
    const data = [...keys.map((key) => row(january, key, key === 'f' ? 0.3 : 10)), row(february, 'b', 5)];
    const { series, at } = partsOf({ group_by: 'product', groups, data }, 'EUR', whole);
    expect(series.map(({ id, name }) => [id, name])).toEqual([
      ['a', 'Name of a'],
      ['b', 'Name of b'],
      ['c', 'Name of c'],
      ['d', 'Name of d'],
      ['e', 'Name of e'],
      ['other', 'Other'],
    ]);
    expect(at(january)).toEqual([10, 10, 10, 10, 10, 10.3]);
    expect(at(february)).toEqual([0, 5, 0, 0, 0, 2]);
    expect(at('2026-03-01')).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('are the groups alone where there are few, and countries by their names', () => {
    const data = [row(january, 'FR', 60.3), row(february, '', 7)];
    const groups = [group('FR', 60.3), { ...group('', 7), name: 'Without a country' }];
    const { series, at } = partsOf({ group_by: 'country', groups, data }, 'EUR', whole);
    expect(series).toEqual([
      { id: 'FR', name: 'France' },
      { id: '', name: 'Without a country' },
    ]);
    expect(at(january)).toEqual([60.3, 0]);
    expect(at(february)).toEqual([0, 7]);
  });
});
