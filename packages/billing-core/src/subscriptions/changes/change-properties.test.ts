import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../../test/derivation-interpreter.ts';
import { PROPERTY_RUNS } from '../../../test/property-runs.ts';
import { after, fee, monthly, open, paid, seats } from '../../../test/subscriptions-kit.ts';
import { ROUNDING_MODES, type RoundingMode } from '../../money/index.ts';
import { addDays, daysBetween, INTERVALS, startOfDay } from '../../time/index.ts';
import {
  type ChangedSubscription,
  type ChangeLine,
  type NewItem,
  type PlannedChange,
  type ProrationMode,
  planChange,
  planRenewal,
  startSubscription,
} from '../index.ts';

const day = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const zone = fc.constantFrom('UTC', 'Pacific/Auckland', 'America/New_York', 'Asia/Kolkata', 'Europe/Helsinki');
const cents = fc.integer({ min: 0, max: 1_000_000 }).map((amount) => (amount / 100).toFixed(2));
const DIVIDED = ['day_half_open', 'day_inclusive', 'second', 'thirty_day_months'] as const;
const BY_DAYS = ['day_half_open', 'day_inclusive', 'full_difference'] as const;
const rounding = fc.constantFrom(...ROUNDING_MODES).map((mode) => ({ mode }));

type Situation = { subscription: ChangedSubscription; at: Date };

/** A subscription somewhere in its first period, its advance fees billed and paid, and an instant of that period. */
function situation(items: readonly NewItem[], mode: RoundingMode, isStub: boolean): fc.Arbitrary<Situation> {
  return fc
    .record({
      start: day,
      anchor: day,
      zone,
      interval: fc.constantFrom(...INTERVALS),
      count: fc.integer({ min: 1, max: 3 }),
      moment: fc.double({ min: 0, max: 0.999, noNaN: true }),
    })
    .map(({ start, anchor, zone: time_zone, interval, count: interval_count, moment }) => {
      const plan = { interval, interval_count, currency: 'USD', components: [] };
      const anchored = isStub ? { anchor_date: anchor } : {};
      const state = startSubscription({ start_date: start, ...anchored, ...plan, time_zone, components: items });
      const service = { start, end: state.current_period_end };
      const components = items.map((item) => ({ ...item, kind: 'recurring' as const }));
      const [from, to] = [startOfDay(start, time_zone), startOfDay(service.end, time_zone)];
      const renewed = { ...state, time_zone, plan: { ...plan, components } };
      const { lines, next } = planRenewal({ subscription: renewed, usage: () => '0', as_of: from, rounding: { mode } });
      const billed = items.map((item) => {
        const line = lines.find((candidate) => candidate.subscription_item_id === item.subscription_item_id);
        return line === undefined ? open(item, { service }) : paid(item, line.amount, { service });
      });
      const subscription = monthly(billed, { ...state, ...next, ...plan, time_zone, start_date: start });
      return { subscription, at: new Date(from.getTime() + Math.floor(moment * (to.getTime() - from.getTime()))) };
    });
}

const sum = (lines: readonly { amount: bigint }[]) => lines.reduce((total, { amount }) => total + amount, 0n);

/** How often each day is paid for: charges less credits, by day of the period. */
function coverage(subscription: ChangedSubscription, lines: readonly ChangeLine[]): Map<string, number> {
  const covered = new Map<string, number>();
  const add = (from: string, to: string, times: number) => {
    for (let at = from; at < to; at = addDays(at, 1)) covered.set(at, (covered.get(at) ?? 0) + times);
  };
  for (const { service, billed } of subscription.items) if (billed !== null) add(service.start, service.end, 1);
  for (const { type, service_start, service_end } of lines) add(service_start, service_end, type === 'credit' ? -1 : 1);
  return covered;
}

describe('properties of changes', () => {
  test('an upgrade taken back at once nets to nothing, in every rounding', () => {
    const subject = fc
      .record({ cheap: cents, dear: cents, how: rounding, isStub: fc.boolean() })
      .chain(({ cheap, dear, how, isStub }) =>
        fc.record({
          dear: fc.constant(dear),
          how: fc.constant(how),
          mode: fc.constantFrom<ProrationMode>(...(isStub ? BY_DAYS : [...BY_DAYS, ...DIVIDED])),
          where: situation([fee('cheap', cheap)], how.mode, isStub),
        }),
      );
    fc.assert(
      fc.property(subject, ({ dear, how, mode, where: { subscription, at } }) => {
        const terms = { at, rounding: how, when: 'now', policy: { proration: mode } } as const;
        const up = planChange({ ...terms, subscription, items: [fee('dear', dear, { replaces: 'cheap' })] });
        const back = [fee('again', 0, { pricing: subscription.items[0]?.pricing as never, replaces: 'dear' })];
        const down = planChange({ ...terms, subscription: after(subscription, up), items: back });
        expect(up.net + down.net).toBe(0n);
        expect(after(subscription, down).current_period_end).toBe(subscription.current_period_end);
      }),
      PROPERTY_RUNS,
    );
  });

  test('changes of quantity split a period into parts that add up to the days at their prices, but for rounding', () => {
    const subject = cents.chain((price) =>
      fc.record({
        price: fc.constant(price),
        mode: fc.constantFrom('day_half_open', 'day_inclusive', 'second' as const),
        quantities: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 6 }),
        where: situation([seats('seats', price, '5')], 'half_up', false),
      }),
    );
    fc.assert(
      fc.property(subject, ({ price, mode, quantities, where: { subscription, at } }) => {
        const { time_zone, current_period_start, current_period_end } = subscription;
        const [from, to] = [startOfDay(current_period_start, time_zone), startOfDay(current_period_end, time_zone)];
        const rest = to.getTime() - at.getTime();
        let state = subscription;
        let exact = 0;
        let quantity = 5;
        let last = mode === 'second' ? from.getTime() : 0;
        const lines: ChangeLine[] = [];
        const whole =
          mode === 'second' ? to.getTime() - from.getTime() : daysBetween(current_period_start, current_period_end);
        quantities.forEach((next, index) => {
          const instant = new Date(at.getTime() + Math.floor((rest * index) / quantities.length));
          const change = planChange({
            subscription: state,
            at: instant,
            items: [seats('seats', price, String(next))],
            rounding: { mode: 'half_up' },
            when: 'now',
            policy: { proration: mode },
          });
          lines.push(...change.lines);
          state = after(state, change);
          const now = mode === 'second' ? instant.getTime() : daysBetween(current_period_start, change.effective_on);
          exact += (Number(price) * 100 * quantity * (now - last)) / whole;
          [quantity, last] = [next, now];
        });
        const end = mode === 'second' ? to.getTime() : whole;
        exact += (Number(price) * 100 * quantity * (end - last)) / whole;
        const billed = Number(subscription.items[0]?.billed?.amount) + Number(sum(lines));
        // Each line is rounded once, by half a cent at most; the period's own line too.
        expect(Math.abs(billed - exact)).toBeLessThanOrEqual((lines.length + 1) / 2 + 1e-3);
      }),
      PROPERTY_RUNS,
    );
  });

  test('what does not change costs nothing', () => {
    const subject = fc.record({ amount: cents, how: rounding }).chain(({ amount, how }) =>
      fc.record({
        how: fc.constant(how),
        mode: fc.constantFrom<ProrationMode>(...BY_DAYS, ...DIVIDED, 'none'),
        where: situation([fee('fee', amount), seats('seats', amount, '3', { timing: 'arrear' })], how.mode, true),
      }),
    );
    fc.assert(
      fc.property(subject, ({ how, mode, where: { subscription, at } }) => {
        const items = subscription.items.map(({ service: _, billed: __, ...item }) => item);
        const change = planChange({ subscription, at, items, rounding: how, policy: { proration: mode } });
        expect(change).toMatchObject({ net: 0n, lines: [], billing: 'nothing' });
        expect(after(subscription, change)).toEqual(subscription);
      }),
      PROPERTY_RUNS,
    );
  });

  test('no more is given back than was paid and not given back before', () => {
    const subject = cents.chain((amount) =>
      fc.record({
        paidPart: fc.double({ min: 0, max: 1, noNaN: true }),
        creditedPart: fc.double({ min: 0, max: 1, noNaN: true }),
        mode: fc.constantFrom<ProrationMode>(...BY_DAYS, ...DIVIDED, 'none'),
        where: situation([fee('fee', amount)], 'half_up', true),
      }),
    );
    fc.assert(
      fc.property(subject, ({ paidPart, creditedPart, mode, where: { subscription, at } }) => {
        const [item] = subscription.items;
        if (item?.billed == null) throw new Error('the fee was billed');
        const paidOf = BigInt(Math.floor(Number(item.billed.amount) * paidPart));
        const credited = BigInt(Math.floor(Number(paidOf) * creditedPart));
        const items = [{ ...item, billed: { ...item.billed, paid: paidOf, credited } }];
        const change = planChange({
          subscription: { ...subscription, items },
          at,
          items: [fee('other', 1)],
          rounding: { mode: 'half_up' },
          when: 'now',
          policy: { proration: mode },
        });
        const given = -sum(change.lines.filter(({ type }) => type === 'credit'));
        expect(given >= 0n && given <= paidOf - credited).toBe(true);
      }),
      PROPERTY_RUNS,
    );
  });

  test('after any changes every day of the period is paid for once, and every amount can be redone', () => {
    const prices = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 5 });
    const subject = fc.record({ prices, how: rounding }).chain((given) =>
      fc.record({
        ...{ prices: fc.constant(given.prices), how: fc.constant(given.how) },
        mode: fc.constantFrom<ProrationMode>('day_half_open', 'day_inclusive', 'full_difference'),
        where: situation([fee('0', 1000)], given.how.mode, true),
      }),
    );
    fc.assert(
      fc.property(subject, ({ prices: amounts, how, mode, where: { subscription, at } }) => {
        const { time_zone, current_period_end } = subscription;
        const rest = startOfDay(current_period_end, time_zone).getTime() - at.getTime();
        let state = subscription;
        const changes: PlannedChange[] = amounts.map((amount, index) => {
          const change = planChange({
            subscription: state,
            at: new Date(at.getTime() + Math.floor((rest * index) / amounts.length)),
            // Large enough that no day of it rounds to nothing.
            items: [fee(String(index + 1), amount * 100, { replaces: String(index) })],
            rounding: how,
            when: 'now',
            policy: { proration: mode },
          });
          state = after(state, change);
          return change;
        });
        const covered = coverage(
          subscription,
          changes.flatMap(({ lines }) => lines),
        );
        const from = mode === 'full_difference' ? subscription.current_period_start : subscription.start_date;
        expect([...covered.keys()].sort()[0]).toBe(from);
        expect([...covered.values()].every((times) => times === 1)).toBe(true);
        for (const { net, derivation, lines } of changes) {
          expect(sum(lines)).toBe(net);
          expect(derivation === null ? 0 : Number(reevaluate(derivation))).toBeCloseTo(Number(net) / 100, 6);
        }
      }),
      PROPERTY_RUNS,
    );
  });
});
