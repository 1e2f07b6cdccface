import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { fee, monthly, open } from '../../test/subscriptions-kit.ts';
import { addDays, daysBetween, localDateAt, periodContaining, startOfDay } from '../time/index.ts';
import {
  type ChangedSubscription,
  type NewItem,
  planCancellation,
  planChange,
  planPause,
  planRenewal,
  planResume,
  planUndoCancellation,
  renewedSubscription,
  type ScheduledChange,
  type SubscribedItem,
  scheduledChange,
  startSubscription,
} from './index.ts';

const ROUNDING = { mode: 'half_up' } as const;
const START = '2024-01-31';

type Command = {
  gap: number;
  hour: number;
  what: 'now' | 'period_end' | 'pause' | 'cancel_and_undo' | 'wait';
  price: number;
};

const command: fc.Arbitrary<Command> = fc.record({
  gap: fc.integer({ min: 0, max: 75 }),
  hour: fc.integer({ min: 0, max: 23 }),
  what: fc.constantFrom('now', 'period_end', 'pause', 'cancel_and_undo', 'wait' as const),
  price: fc.integer({ min: 0, max: 100_000 }),
});

/** A life as it is lived: what stands, what was billed, and what a day of each line costs while it is in force. */
class Life {
  subscription: ChangedSubscription;
  scheduled: { change: ScheduledChange; items: SubscribedItem[]; price: number } | null = null;
  billed = { fee: 0n, late: 0n };
  lines = 0;
  /** Price of a period in minor units, from a day on; null while it pauses. */
  prices: { from: string; price: number | null }[];
  changes = 0;

  constructor(zone: string, anchor_date: string, price: number) {
    const plan = { interval: 'month', interval_count: 1 } as const;
    const items = itemsAt(0, price);
    const started = startSubscription({ start_date: START, anchor_date, time_zone: zone, components: items, ...plan });
    const service = { start: START, end: started.current_period_end };
    this.subscription = monthly(
      items.map((item) => open(item, { service })),
      {
        ...started,
        time_zone: zone,
        start_date: START,
      },
    );
    this.prices = [{ from: START, price }];
  }

  take(lines: readonly { subscription_item_id: string; amount: bigint }[]): void {
    for (const { subscription_item_id, amount } of lines)
      this.billed[subscription_item_id.startsWith('fee') ? 'fee' : 'late'] += amount;
    this.lines += lines.length;
  }

  /** The billing run, which stores what it bills. */
  renew(as_of: Date): void {
    const scheduled_change = this.scheduled?.change ?? null;
    const renewal = planRenewal({
      subscription: { ...renewedSubscription(this.subscription), scheduled_change },
      usage: () => '0',
      as_of,
      rounding: ROUNDING,
      explain: false,
    });
    this.take(renewal.lines);
    if (renewal.plan_changed && this.scheduled !== null) {
      this.prices.push({ from: this.scheduled.change.on, price: this.scheduled.price });
      this.subscription = { ...this.subscription, items: this.scheduled.items };
      this.scheduled = null;
    }
    const { next } = renewal;
    const items = this.subscription.items.map((item): SubscribedItem => {
      const line = renewal.lines.findLast(({ subscription_item_id: id }) => id === item.subscription_item_id);
      if (line === undefined) return item;
      const { amount, service_start: start, service_end: end } = line;
      if (item.timing === 'arrear')
        return { ...item, since: undefined, service: { start: end, end: next.current_period_end } };
      const billed = { line_id: `${line.subscription_item_id}/${start}`, amount, paid: amount, credited: 0n };
      return { ...item, since: undefined, service: { start, end }, billed };
    });
    this.subscription = { ...this.subscription, ...next, items };
  }

  obey({ what, price }: Command, at: Date): void {
    const { subscription } = this;
    const day = localDateAt(at, subscription.time_zone);
    // How amounts came about is looked at elsewhere.
    const terms = { subscription, at, rounding: ROUNDING, explain: false };
    if (subscription.status === 'paused') {
      const { lines, status, items, subscription: standing } = planResume(terms);
      this.take(lines);
      this.subscription = { ...subscription, ...standing, status, items };
      this.prices.push({ from: day, price: this.priceBefore() });
    } else if (what === 'pause') {
      const { lines, status, items, subscription: standing } = planPause({ ...terms, settle: 'credit' });
      this.take(lines);
      this.subscription = { ...subscription, ...standing, status, items };
      this.scheduled = null;
      this.prices.push({ from: day, price: null });
    } else if (what === 'cancel_and_undo') {
      const on = addDays(day, 1 + (price % 60));
      const { subscription: ending } = planCancellation({ ...terms, when: { on }, settle: 'refund' });
      const undone = planUndoCancellation({ ...terms, subscription: { ...subscription, ...ending } });
      this.take(undone.lines);
      this.subscription = { ...subscription, ...undone.subscription, items: undone.items };
      expect(this.subscription.next_billing_at).toEqual(subscription.next_billing_at);
    } else if (what !== 'wait') {
      this.change(what, price, terms, day);
    }
  }

  change(
    when: 'now' | 'period_end',
    price: number,
    terms: { subscription: ChangedSubscription; at: Date; rounding: typeof ROUNDING },
    day: string,
  ): void {
    this.changes += 1;
    const items = itemsAt(this.changes, price).map((item, index) => {
      const replaces = terms.subscription.items[index]?.subscription_item_id;
      return replaces === undefined ? item : { ...item, replaces };
    });
    const input = { ...terms, items, when };
    const preview = planChange(input);
    const planned = planChange(input);
    expect(planned).toEqual(preview);
    this.take(planned.lines);
    if (when === 'now') {
      this.subscription = { ...terms.subscription, ...planned.subscription, items: planned.items };
      this.scheduled = null;
      this.prices.push({ from: day, price });
    } else {
      this.scheduled = { change: scheduledChange(planned), items: planned.items, price };
    }
  }

  priceBefore(): number {
    return this.prices.findLast((entry) => entry.price !== null)?.price ?? 0;
  }

  /** What the days until one cost at the prices in force, each day a part of its period: a second, naive computation. */
  owedUntil(end: string): number {
    const { anchor_date } = this.subscription;
    let owed = 0;
    let period = { start: '', end: '' };
    for (let day = START; day < end; day = addDays(day, 1)) {
      const price = this.prices.findLast(({ from }) => from <= day)?.price ?? 0;
      if (day >= period.end) period = periodContaining(anchor_date, 'month', 1, day);
      owed += price / daysBetween(period.start, period.end);
    }
    return owed;
  }
}

function itemsAt(change: number, price: number): NewItem[] {
  const amount = (price / 100).toFixed(2);
  return [fee(`fee${change}`, amount), fee(`late${change}`, amount, { timing: 'arrear' })];
}

test('whatever happens in a life, what was billed is what its days cost, but for the rounding of its lines', () => {
  const zones = fc.constantFrom('UTC', 'Pacific/Auckland', 'America/New_York', 'Asia/Kolkata', 'Europe/Helsinki');
  const anchors = fc.constantFrom('2024-01-31', '2024-02-29', '2024-01-01', '2023-12-30');
  const commands = fc.array(command, { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(zones, anchors, fc.integer({ min: 0, max: 100_000 }), commands, (zone, anchor, price, orders) => {
      const life = new Life(zone, anchor, price);
      let day = START;
      let now = startOfDay(day, zone);
      for (const order of orders) {
        day = addDays(day, order.gap);
        const at = new Date(startOfDay(day, zone).getTime() + order.hour * 3_600_000);
        now = at > now ? at : now;
        life.renew(now);
        life.obey(order, now);
      }
      const [advance, arrear] = life.subscription.items;
      if (advance === undefined || arrear === undefined) throw new Error('there are two items');
      const today = localDateAt(now, zone);
      const isPaused = life.subscription.status === 'paused';
      const paidUntil = isPaused ? today : advance.service.end;
      const chargedUntil = isPaused ? today : arrear.service.start;
      const tolerance = (life.lines + 1) / 2;
      expect(Math.abs(Number(life.billed.fee) - life.owedUntil(paidUntil))).toBeLessThanOrEqual(tolerance);
      expect(Math.abs(Number(life.billed.late) - life.owedUntil(chargedUntil))).toBeLessThanOrEqual(tolerance);
    }),
    PROPERTY_RUNS,
  );
});
