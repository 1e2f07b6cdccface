import { describe, expect, test } from 'vitest';
import { AGGREGATIONS, aggregate, type UsageEvent } from './index.ts';

const november = { from: new Date('2023-11-01T00:00:00Z'), to: new Date('2023-12-01T00:00:00Z') };
const event = (id: string, at: string, value?: string): UsageEvent => ({ id, at: new Date(at), value });
const events = [
  event('a', '2023-11-01T00:00:00Z', '5'),
  event('b', '2023-11-20T00:00:00Z', '20'),
  event('c', '2023-11-10T00:00:00Z', '3'),
  event('a', '2023-11-11T00:00:00Z', '100'),
  event('d', '2023-12-01T00:00:00Z', '1000'),
  event('e', '2023-10-31T23:59:59Z', '7'),
];
const quantityOf = (aggregation: (typeof AGGREGATIONS)[number], list = events, options = {}) =>
  aggregate(aggregation, list, { ...november, ...options }).value.toFixed();

describe('aggregation', () => {
  test('counts each id once and only what is in the half-open window', () => {
    const all = Object.fromEntries(AGGREGATIONS.map((aggregation) => [aggregation, quantityOf(aggregation)]));
    expect(all).toEqual({ count: '3', sum: '28', max: '20', latest: '20', unique_count: '3' });
  });

  test('of nothing is zero', () => {
    for (const aggregation of AGGREGATIONS) expect(quantityOf(aggregation, []), aggregation).toBe('0');
  });

  test('takes the largest value, below zero too, of more of them than a call takes arguments', () => {
    const values = (numbers: number[]) =>
      numbers.map((value, index) => event(String(index), '2023-11-02T00:00:00Z', String(value)));
    expect(quantityOf('max', values([-7, -5, -9]))).toBe('-5');
    expect(quantityOf('max', values([3, 8, 4]))).toBe('8');
    expect(quantityOf('max', values(Array.from({ length: 150_000 }, (_value, index) => index % 1000)))).toBe('999');
  });

  test('ignores values that are not numbers where a number is needed', () => {
    const list = [...events, event('x', '2023-11-02T00:00:00Z', '1e400'), event('y', '2023-11-03T00:00:00Z')];
    expect(quantityOf('sum', list)).toBe('28');
    expect(quantityOf('count', list)).toBe('5');
  });

  test('forgets a unique value that was removed, until it is added again', () => {
    const list: UsageEvent[] = [
      event('1', '2023-11-01T00:00:00Z', 'ann'),
      event('2', '2023-11-02T00:00:00Z', 'bob'),
      { ...event('3', '2023-11-03T00:00:00Z', 'ann'), operation: 'remove' },
    ];
    expect(quantityOf('unique_count', list)).toBe('1');
    expect(quantityOf('unique_count', [...list, event('4', '2023-11-04T00:00:00Z', 'ann')])).toBe('2');
  });

  test('may carry over what came before, filter by property, and look as of a moment', () => {
    expect(quantityOf('sum', events, { recurring: true })).toBe('35');
    const late = { ...event('l', '2023-11-05T00:00:00Z', '1'), received_at: new Date('2023-12-02T00:00:00Z') };
    expect(quantityOf('sum', [...events, late], { known_at: november.to })).toBe('28');
    const europe = { ...event('r', '2023-11-05T00:00:00Z', '9'), properties: { region: 'europe' } };
    expect(quantityOf('sum', [...events, europe], { filters: { region: ['europe'] } })).toBe('9');
  });
});
