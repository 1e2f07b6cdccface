import { describe, expect, test } from 'vitest';
import { after, fee, monthly, open, paid, told } from '../../../test/subscriptions-kit.ts';
import { parseInstant } from '../../time/index.ts';
import {
  type CurrentItem,
  type PlanChange,
  planChange,
  planRenewal,
  renewedSubscription,
  scheduledChange,
  type TargetTerms,
  targetItems,
} from '../index.ts';

type More = Partial<PlanChange>;

const change = (subscription: PlanChange['subscription'], at: string, items: PlanChange['items'], more: More = {}) =>
  planChange({ subscription, at: parseInstant(at), items, rounding: { mode: 'half_up' }, ...more });

const trial = (more = {}) =>
  monthly([open(fee('basic', 100), { service: { start: '2025-01-15', end: '2025-02-01' } })], {
    trial_end: '2025-01-15',
    next_billing_at: parseInstant('2025-01-15T00:00:00Z'),
    ...more,
  });

describe('a fee for setting up', () => {
  test('is left to the renewal of the first paid period', () => {
    const planned = change(trial(), '2025-01-10T08:00:00Z', [fee('basic', 100), fee('once', 9, { kind: 'one_time' })]);
    expect(planned).toMatchObject({ net: 0n, lines: [], billing: 'nothing' });
    expect(planned.items[1]).toMatchObject({ service: { start: '2025-01-15', end: '2025-01-16' }, billed: null });
    expect(planned.subscription.next_billing_at).toEqual(parseInstant('2025-01-15T00:00:00Z'));
  });

  test('that is charged until the boundary stands for what follows it there', () => {
    const once = fee('once', 9, { kind: 'one_time' });
    const subscription = trial({
      items: [...trial().items, open(once, { service: { start: '2025-01-15', end: '2025-01-16' } })],
    });
    const dearer = fee('dearer', 19, { kind: 'one_time', replaces: 'once' });
    const planned = change(subscription, '2025-01-10T08:00:00Z', [fee('basic', 110), dearer], { when: 'period_end' });
    const scheduled = { ...renewedSubscription(subscription), scheduled_change: scheduledChange(planned) };
    const terms = {
      usage: () => '0',
      rounding: { mode: 'half_up' as const },
      as_of: parseInstant('2025-04-01T00:00:00Z'),
    };
    const { lines } = planRenewal({ subscription: scheduled, ...terms });
    expect(lines.flatMap(({ kind, amount }) => (kind === 'one_time' ? [amount] : []))).toEqual([900n]);
    const now = change(subscription, '2025-01-10T08:00:00Z', [fee('basic', 110), dearer]);
    const billed = planRenewal({ subscription: renewedSubscription(after(subscription, now)), ...terms }).lines;
    expect(billed.flatMap(({ kind, amount }) => (kind === 'one_time' ? [amount] : []))).toEqual([1_900n]);
  });

  test('is given back where it was billed before its day and that does not come', () => {
    const early = paid(fee('once', 9, { kind: 'one_time' }), 900n, {
      service: { start: '2025-01-15', end: '2025-01-16' },
    });
    const subscription = trial({
      items: [...trial().items, early],
      next_billing_at: parseInstant('2025-02-01T00:00:00Z'),
    });
    const planned = change(subscription, '2025-01-10T08:00:00Z', [fee('basic', 100)]);
    expect(told(planned.lines)).toEqual(['credit once 2025-01-15 2025-01-16 -900']);
    const begun = change(subscription, '2025-01-15T08:00:00Z', [fee('basic', 100)]);
    expect(begun.lines.filter(({ kind }) => kind === 'one_time')).toEqual([]);
  });

  test('comes with a change where it is asked for, and is there once', () => {
    const setUp = (id: string, amount: number, more = {}) => ({ ...fee(id, amount, { kind: 'one_time' }), ...more });
    const has = (item: ReturnType<typeof setUp>, billed: object | null): CurrentItem => ({
      ...{ ...item, subscription_item_id: `item of ${item.subscription_item_id}`, billed },
      ...{ plan_component_id: item.subscription_item_id, has_own_price: false },
    });
    const target = (current: CurrentItem[], next: ReturnType<typeof setUp>, more: Partial<TargetTerms> = {}) => {
      const { subscription_item_id: component_id, quantity: _, ...component } = next;
      const terms = { quantities: new Map(), prices: new Map(), keeps_period: false, newId: () => 'new', ...more };
      return targetItems(current, [{ ...component, component_id }], terms).map((item) => [
        item.subscription_item_id,
        item.replaces,
      ]);
    };
    const asked = { set_up_fees: true };
    // Of the same component it is the one that is there, asked for or not, and whatever the interval becomes.
    expect(target([has(setUp('a', 9), {})], setUp('a', 9), asked)).toEqual([['item of a', undefined]]);
    // Another plan's is for who begins.
    expect(target([], setUp('b', 9))).toEqual([]);
    expect(target([has(setUp('a', 9), {})], setUp('b', 9, { name: 'a' }))).toEqual([]);
    expect(target([], setUp('b', 9), asked)).toEqual([['new', undefined]]);
    expect(target([has(setUp('a', 9), {})], setUp('b', 9, { name: 'a' }), asked)).toEqual([['new', undefined]]);
    // Who has not been charged one yet is charged the one that follows it.
    expect(target([has(setUp('a', 9), null)], setUp('b', 19, { name: 'a' }))).toEqual([['new', 'item of a']]);
  });

  test('is charged with a change at once, and not by the renewals that follow', () => {
    const subscription = monthly([paid(fee('basic', 100), 10_000n)]);
    const planned = change(subscription, '2025-01-17T08:00:00Z', [
      fee('basic', 100),
      fee('once', 9, { kind: 'one_time' }),
    ]);
    expect(told(planned.lines)).toEqual(['charge once 2025-01-17 2025-01-18 900']);
    expect(planned).toMatchObject({ direction: 'neither', billing: 'invoice_now' });
    const terms = {
      usage: () => '0',
      rounding: { mode: 'half_up' as const },
      as_of: parseInstant('2025-04-01T00:00:00Z'),
    };
    const { lines } = planRenewal({ subscription: renewedSubscription(after(subscription, planned)), ...terms });
    expect(lines.map(({ kind }) => kind)).toEqual(['recurring', 'recurring', 'recurring']);
  });
});
