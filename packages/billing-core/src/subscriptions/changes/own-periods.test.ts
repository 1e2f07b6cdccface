import { expect, test } from 'vitest';
import { after, fee, monthly, paid, told } from '../../../test/subscriptions-kit.ts';
import { parseInstant } from '../../time/index.ts';
import { type ChangePolicy, type PlanChange, planChange, planRenewal, renewedSubscription } from '../index.ts';

type More = Partial<PlanChange> & { policy?: Partial<ChangePolicy> };

const change = (subscription: PlanChange['subscription'], at: string, items: PlanChange['items'], more: More = {}) =>
  planChange({ subscription, at: parseInstant(at), items, rounding: { mode: 'half_up' }, ...more });

const basic = () => monthly([paid(fee('basic', 100), 10_000n)]);

test('another interval of one fee alone is divided in every mode but none, and leaves no days free', () => {
  const every = { interval: 'year', interval_count: 1 } as const;
  const lines = (mode: ChangePolicy['proration'], from: PlanChange['subscription'], to: PlanChange['items']) =>
    told(change(from, '2025-01-17T00:00:00Z', to, { policy: { proration: mode }, when: 'now' }).lines);
  const billed = { line_id: 'line of yearly', amount: 36_500n, paid: 36_500n, credited: 0n };
  const yearly = { ...fee('yearly', 365, { every }), service: { start: '2025-01-01', end: '2026-01-01' }, billed };
  const toMonth = [fee('basic', 31, { replaces: 'yearly' })];
  expect(lines('full_difference', monthly([yearly]), toMonth)).toEqual([
    'credit yearly 2025-01-17 2026-01-01 -34900',
    'charge basic 2025-01-17 2025-02-01 1500',
  ]);
  const arrear = { timing: 'arrear' } as const;
  const late = { ...yearly, ...arrear, billed: null };
  for (const mode of ['none', 'full_difference'] as const)
    expect(lines(mode, monthly([late]), [fee('basic', 31, { replaces: 'yearly', ...arrear })])).toEqual([
      'charge yearly 2025-01-01 2025-01-17 1600',
    ]);
  const toYear = [fee('yearly', 365, { every, replaces: 'basic' })];
  expect(lines('full_difference', basic(), toYear)).toEqual([
    'credit basic 2025-01-17 2025-02-01 -4839',
    'charge yearly 2025-01-17 2026-01-01 34900',
  ]);
  // Undivided it is paid for from where the month ends that was billed.
  const none = { policy: { proration: 'none' }, when: 'now' } as const;
  const undivided = change(basic(), '2025-01-17T00:00:00Z', toYear, none);
  expect([undivided.lines, undivided.items[0]?.service.start]).toEqual([[], '2025-02-01']);
  const { lines: renewed } = planRenewal({
    ...{
      subscription: renewedSubscription(after(basic(), undivided)),
      rounding: { mode: 'half_up' },
      usage: () => '0',
    },
    as_of: parseInstant('2025-02-01T00:00:00Z'),
  });
  expect(renewed.map(({ amount, service_start, service_end }) => [amount, service_start, service_end])).toEqual([
    [33_400n, '2025-02-01', '2026-01-01'],
  ]);
});
