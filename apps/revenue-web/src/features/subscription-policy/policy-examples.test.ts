import { describe, expect, it } from 'vitest';
import { cancellationExample, downgradeExample, upgradeExample, yearlyExample } from './policy-examples.ts';

describe('the examples of the subscription settings', () => {
  it('are computed by the functions that carry changes out', () => {
    expect(upgradeExample({ proration: 'day_half_open' })).toMatchObject({
      credit: '48.39',
      charge: '96.77',
      net: '48.38',
      on: '2026-01-17',
    });
    expect(upgradeExample({ proration: 'none' })).toMatchObject({ net: '0.00' });
    expect(upgradeExample({ proration: 'full_difference' })).toMatchObject({ credit: '100.00', charge: '200.00' });
  });

  it('say when a downgrade takes effect', () => {
    expect(downgradeExample({ downgrade: 'period_end' })).toMatchObject({ on: '2026-02-01', net: '0.00' });
    expect(downgradeExample({ downgrade: 'now' })).toMatchObject({ on: '2026-01-17', net: '-48.38' });
  });

  it('say where a year ends that begins in the middle of a month', () => {
    expect(yearlyExample({ new_period: 'restart' })).toMatchObject({ charge: '1200.00', until: '2027-01-17' });
    expect(yearlyExample({ new_period: 'align' })).toMatchObject({ until: '2027-01-01' });
  });

  it('give back of what is not paid only where what was billed counts', () => {
    expect(cancellationExample({ credit_cap: 'billed' }, false).credit).toBe('48.39');
    expect(cancellationExample({ credit_cap: 'paid' }, false).credit).toBe('0.00');
    expect(cancellationExample({ proration: 'day_inclusive' }, true).credit).toBe('45.16');
  });
});
