import { describe, expect, it } from 'vitest';
import { createFormat } from './create-format.ts';

const format = createFormat({ locale: 'en-US', time_zone: 'America/New_York', currency: 'USD' });
/** The narrow spaces of a locale are right on a page and unreadable in a test. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ');

describe('the times of a company', () => {
  it('names the zone of every time of day, and follows its clock change', () => {
    expect(plain(format.dateTime('2026-11-19T12:00:00Z'))).toBe('Nov 19, 2026, 7:00 AM EST');
    expect(plain(format.dateTime('2026-07-19T12:00:00Z'))).toBe('Jul 19, 2026, 8:00 AM EDT');
    expect(plain(format.dateTimeSeconds('2026-11-19T12:00:05Z'))).toBe('Nov 19, 2026, 7:00:05 AM EST');
  });

  it('tells the day of an instant where the subscription is, not where the company is', () => {
    expect(format.dayOf('2026-12-01T00:00:00Z')).toBe('Nov 30, 2026');
    expect(format.dayOf('2026-12-01T00:00:00Z', 'Europe/London')).toBe('Dec 1, 2026');
    expect(plain(format.dateTime('2026-12-01T00:00:00Z', 'Europe/London'))).toMatch(/^Dec 1, 2026, 12:00 AM /);
  });
});

describe('a short amount', () => {
  it.each([
    [15_204.5, '$15.2K'],
    [1800, '$1.8K'],
    [597.6, '$597.60'],
    [240, '$240'],
    [0, '$0'],
    [-12.5, '−$12.50'],
  ])('writes %d as %s', (amount, written) => {
    expect(format.compactMoney(amount, 'USD')).toBe(written);
  });
});

it('writes a percentage with the same minus as money', () => {
  expect(format.percent(-3.25, 1)).toBe('−3.3%');
  expect(format.percent('12.5')).toBe('12.5%');
  expect([12.5, 1, -0.25].map((share) => format.percent(share, 1, 1))).toEqual(['12.5%', '1.0%', '−0.3%']);
});
