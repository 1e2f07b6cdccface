import { describe, expect, it } from 'vitest';
import { placeWords, toldFaults } from './told-faults.ts';

describe('the faults below the title of a refusal', () => {
  it('are none where the title says the same, whole or in part, or the record itself is meant', () => {
    const sentence = 'The plan is in EUR and Ada is billed in USD; choose a plan in USD.';
    expect(toldFaults({ message: sentence, errors: [{ path: 'plan_id', message: sentence }] })).toEqual([]);
    expect(
      toldFaults({
        message: 'resumes_on is in the past.',
        errors: [{ path: 'resumes_on', message: 'is in the past' }],
      }),
    ).toEqual([]);
    const due = { path: 'id', message: 'has something due that is not billed; start a billing run first' };
    expect(toldFaults({ message: 'Something of the subscription is due.', errors: [due] })).toEqual([]);
    expect(toldFaults({ message: 'No.', errors: [] })).toEqual([]);
  });

  it('say more than the title by their place in words', () => {
    const one = { path: 'start_date', message: 'is before 2026-01-01' };
    expect(toldFaults({ message: 'The meter is billed.', errors: [one] })).toEqual([
      { place: 'Start date', text: 'is before 2026-01-01' },
    ]);
    const two = [one, { path: 'items[1].unit_price', message: 'must be a number' }];
    expect(toldFaults({ message: '2 faults', errors: two }).map(({ place }) => place)).toEqual([
      'Start date',
      'Items 2, unit price',
    ]);
  });

  it('name a place in a list by its number, counted from one', () => {
    expect(placeWords('body.components.0.pricing.tiers.2.up_to')).toBe('Components 1, pricing, tiers 3, up to');
    expect(placeWords('')).toBe('');
  });
});
