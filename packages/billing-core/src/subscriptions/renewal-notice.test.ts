import { describe, expect, test } from 'vitest';
import { type NoticedSubscription, renewalToTell } from './renewal-notice.ts';

const subscription: NoticedSubscription = {
  ...{ status: 'active', time_zone: 'Pacific/Auckland', noticed_on: null, contract: null },
  ...{
    current_period_start: '2026-01-01',
    current_period_end: '2026-02-01',
    cancel_at_period_end: false,
    ends_on: null,
  },
  // Midnight of 1 February in Auckland.
  next_billing_at: new Date('2026-01-31T11:00:00Z'),
};
const tell = (more: Partial<NoticedSubscription> = {}, at = '2026-01-25T11:00:00Z', days = 7) =>
  renewalToTell({ ...subscription, ...more }, days, new Date(at));
const told = { renews_on: '2026-02-01', billed_on: '2026-02-01' };

describe('a renewal', () => {
  test('is told of from so many days on before it, where the customer is, until it comes', () => {
    expect(tell({}, '2026-01-24T10:59:59Z')).toBeNull();
    expect(tell({}, '2026-01-24T11:00:00Z')).toEqual(told);
    expect(tell({}, '2026-01-31T10:59:59Z')).toEqual(told);
    expect(tell({}, '2026-01-31T11:00:00Z')).toBeNull();
    expect(tell({}, '2026-03-12T11:00:00Z')).toBeNull();
    expect(tell({ status: 'past_due' })).toEqual(told);
    expect(tell({}, '2026-01-31T10:00:00Z', 0)).toBeNull();
  });

  test('is told of once', () => {
    expect(tell({ noticed_on: '2026-02-01' })).toBeNull();
    expect(tell({ noticed_on: '2026-01-01' })).toEqual(told);
  });

  test('that is billed before its day is told of so many days before that', () => {
    const early = { next_billing_at: new Date('2026-01-24T11:00:00Z') };
    expect(tell(early, '2026-01-17T11:00:00Z')).toEqual({ renews_on: '2026-02-01', billed_on: '2026-01-25' });
    expect(tell(early, '2026-01-24T11:00:00Z')).toBeNull();
  });

  test('is none in a trial or a pause, at an end, of a first period, and within a contract or at its end', () => {
    for (const status of ['trialing', 'paused', 'incomplete', 'canceled', 'expired'] as const)
      expect(tell({ status })).toBeNull();
    expect(tell({ cancel_at_period_end: true })).toBeNull();
    expect(tell({ ends_on: '2026-02-20' })).toBeNull();
    expect(tell({ next_billing_at: null })).toBeNull();
    const start = { current_period_start: '2026-02-01', current_period_end: '2026-03-01' };
    expect(tell(start)).toBeNull();
    expect(tell({ contract: { ends_on: '2026-12-01', at_end: 'renew' } })).toBeNull();
    expect(tell({ contract: { ends_on: '2026-02-01', at_end: 'expire' } })).toBeNull();
    expect(tell({ contract: { ends_on: '2026-02-01', at_end: 'renew' } })).toEqual(told);
  });
});
