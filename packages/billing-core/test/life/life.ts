import {
  type ChangedSubscription,
  type ChangeLine,
  type ChangeTerms,
  type NewItem,
  type PlanInterval,
  type PlannedChange,
  planCancellation,
  planChange,
  planPause,
  planRenewal,
  planResume,
  planUndoCancellation,
  type RenewalLine,
  renewedSubscription,
  type SubscribedItem,
  scheduledChange,
  startSubscription,
} from '../../src/subscriptions/index.ts';
import { NaiveOwed, type Tenure } from '../../src/testing/naive-owed.ts';
import {
  addDays,
  earlierDate,
  type LocalDate,
  laterDate,
  localDateAt,
  periodContaining,
  startOfDay,
} from '../../src/time/index.ts';
import { type Beginning, isShort, type Order, type Sold } from './plan-of-life.ts';
import { assertGivesBack, isMidnight, isOnce, itemOf, setUpItem, tenureOf, usageOf } from './sold-items.ts';

const ROUNDING = { mode: 'half_up' } as const;

type NewPeriod = 'restart' | 'align';
type Scheduled = { change: PlannedChange; plan: PlanInterval; new_period: NewPeriod };

/**
 * One subscription as it is lived: it keeps the state that a database would, and what was billed. Beside it stands the
 * naive account, which is told what was asked for and when, and nothing else.
 */
export class Life {
  readonly beginning: Beginning;
  readonly naive: NaiveOwed;
  subscription: ChangedSubscription;
  scheduled: Scheduled | null = null;
  /** What a cancellation that is still to come will give back. */
  waiting: ChangeLine[] = [];
  /** Until when things were billed before a cancellation that is still to come, and whether it gives back of that. */
  #givesBack = false;
  #paidBefore = new Map<string, LocalDate>();
  /** The day on which a contract expires, counted by hand. */
  #contractEnd: LocalDate | null;
  /** Minor units. */
  billed = 0n;
  lines = 0;
  begun = false; // A day that is paid for came while it went on.
  /** Each charge once: the key that the database holds to be unique. */
  readonly charges = new Set<string>();
  #ids = 0;
  constructor(beginning: Beginning) {
    this.beginning = beginning;
    const { zone: time_zone, start: start_date, anchor, interval, interval_count, trial_days, sold } = beginning;
    const plan = { interval, interval_count };
    const items = [...this.#itemsOf(sold, plan), ...setUpItem(beginning.set_up)];
    const { contract, issue_days_before } = beginning;
    const started = startSubscription({
      ...{ start_date, time_zone, components: items, ...plan, trial_days, issue_days_before },
      ...(anchor === null ? {} : { anchor_date: anchor }),
      ...(contract === null ? {} : { contract }),
    });
    const firstPaid = started.trial_end ?? start_date;
    this.naive = new NaiveOwed(firstPaid);
    this.naive.count({ from: '0000-01-01', anchor: anchor ?? firstPaid, ...plan });
    const state = { ...started, ...plan, time_zone, start_date, currency: 'USD', status: 'active' as const };
    this.subscription = { ...state, issue_days_before, items: [] };
    this.subscription = { ...this.subscription, items: items.map((item) => this.#unbilled(item)) };
    this.#tell(items, start_date);
    this.#contractEnd = contract?.at_end === 'expire' ? this.naive.afterPeriods(contract.periods) : null;
  }

  get ended(): boolean {
    return this.subscription.status === 'canceled' || this.subscription.status === 'expired';
  }

  /** The day on which the current period begins, where it was billed before. */
  waitsFor(day: LocalDate): LocalDate | null {
    const { start_date, current_period_start, status } = this.subscription;
    return day >= start_date && day < current_period_start && status !== 'paused' ? current_period_start : null;
  }

  /** The billing run, which stores what it bills. */
  renew(as_of: Date): void {
    if (this.ended) return;
    const before = this.subscription;
    // Nothing is due while it pauses.
    if (before.next_billing_at === null || before.next_billing_at > as_of) return;
    const scheduled_change = this.scheduled === null ? null : scheduledChange(this.scheduled.change);
    const subscription = { ...renewedSubscription(before), scheduled_change };
    const renewal = planRenewal({ subscription, usage: usageOf, as_of, rounding: ROUNDING, explain: false });
    this.#take(renewal.lines);
    if (renewal.plan_changed) this.#changed();
    const { next, contract, end_reason } = renewal;
    this.subscription = { ...this.subscription, ...next, contract };
    const items = this.subscription.items.map((item) => this.#after(item, renewal.lines));
    this.subscription = { ...this.subscription, items };
    const lastDay = this.subscription.ends_on ?? next.current_period_end;
    this.#lives(end_reason === null ? localDateAt(as_of, before.time_zone) : addDays(lastDay, -1));
    if (end_reason === null) return;
    this.#take(end_reason === 'canceled' && renewal.unused ? this.#givenBackAtEnd(next) : this.waiting);
    this.subscription = { ...this.subscription, status: end_reason };
    this.#over();
  }

  #lives(day: LocalDate): void {
    this.begun ||= day >= this.naive.firstPaid && this.subscription.status !== 'paused';
  }

  obey(order: Order, at: Date): void {
    if (this.ended) return;
    const { subscription } = this;
    const day = localDateAt(at, subscription.time_zone);
    const isPaused = subscription.status === 'paused';
    // Billed early: until the new period begins, nothing is changed.
    if (this.waitsFor(day)) return;
    const terms = { subscription, at, rounding: ROUNDING, explain: false, usage: usageOf };
    const isOver = this.#contractEnd !== null && this.#contractEnd <= day;
    if (order.what === 'resume' && isPaused && !isOver) this.#resume(terms, order.periods, day);
    if (order.what === 'pause' && !isPaused && subscription.ends_on == null) this.#pause(terms, order.settle, day);
    if (order.what === 'cancel' && (order.when === 'now' || (subscription.ends_on == null && !isPaused)))
      this.#cancel(terms, order, day);
    if (order.what === 'cancel_on' && subscription.ends_on == null && !isPaused)
      this.#cancel(terms, { ...order, when: { on: addDays(day, order.days) } }, day);
    if (order.what === 'undo' && subscription.ends_on != null) this.#undo(terms);
    if (order.what === 'drop_change') this.scheduled = null;
    if (isPaused || (subscription.ends_on != null && 'when' in order && order.when === 'period_end')) return;
    if (order.what === 'change') this.#change(terms, order.sold, subscription, order.when, 'restart', day);
    const isTooShort = this.beginning.issue_days_before > 0 && 'interval' in order && isShort(order.interval);
    if (order.what === 'interval' && !isTooShort) this.#change(terms, order.sold, order, order.when, order.how, day);
  }

  #change(
    terms: ChangeTerms,
    sold: Sold[],
    { interval, interval_count }: PlanInterval,
    when: 'now' | 'period_end',
    new_period: NewPeriod,
    day: LocalDate,
  ): void {
    const plan = { interval, interval_count };
    const old = terms.subscription.items.filter((item) => !isOnce(item));
    const changed = this.#itemsOf(sold, plan).map((item, index) => {
      const replaces = old[index]?.subscription_item_id;
      return replaces === undefined ? item : { ...item, replaces };
    });
    const items = [...changed, ...terms.subscription.items.filter(isOnce)];
    const { firstPaid } = this.naive;
    const isOpen = day < firstPaid && firstPaid < terms.subscription.current_period_end;
    // A longer period that is billed between the order and the boundary: refused, and done now instead.
    const isLater = when === 'period_end' && !(isOpen && old.some(({ every }) => every !== undefined));
    const change = planChange({
      ...terms,
      items,
      plan,
      when: isLater ? when : 'now',
      policy: { new_period, credit_cap: 'billed' },
    });
    if (isLater) {
      this.scheduled = { change, plan, new_period };
      return;
    }
    this.scheduled = null;
    // Of what was billed and has been given back now, an end that is still to come gives nothing back.
    this.waiting = this.waiting.filter(({ credits }) => change.items.some(({ billed }) => billed?.line_id === credits));
    this.#paidBefore = new Map();
    this.#take(change.lines);
    this.#tellChange(items, plan, new_period, day, isMidnight(terms));
    this.subscription = { ...terms.subscription, ...change.subscription, items: change.items };
  }

  /** The change that was scheduled took effect. */
  #changed(): void {
    const { scheduled } = this;
    if (scheduled === null) throw new Error('a change took effect that nobody asked for');
    const { change, plan, new_period } = scheduled;
    this.scheduled = null;
    this.#take(change.lines);
    const { anchor_date } = change.subscription;
    this.#tellChange(change.items, plan, new_period, change.effective_on, true);
    // Charged between the order and the boundary, a fee once stays so.
    const items = change.items.map(
      (item) => this.subscription.items.find((old) => isOnce(item) && isOnce(old)) ?? item,
    );
    this.subscription = { ...this.subscription, ...plan, anchor_date, items };
  }

  #pause(terms: ChangeTerms, settle: 'credit' | 'none', day: LocalDate): void {
    const { lines, status, items, subscription } = planPause({ ...terms, settle, policy: { credit_cap: 'billed' } });
    this.scheduled = null;
    this.#take(lines);
    this.#endAll(day, settle === 'credit', isMidnight(terms));
    this.subscription = { ...terms.subscription, ...subscription, status, items };
  }

  #resume(terms: ChangeTerms, periods: 'align' | 'restart', day: LocalDate): void {
    const { anchor_date } = terms.subscription;
    const planned = planResume({ ...terms, periods, policy: { credit_cap: 'billed' } });
    // What is charged from now on is another item, as after every change.
    const renamed = new Map<string, string>();
    const items = planned.items.map((item, index) => {
      const isNew = item.billed !== terms.subscription.items[index]?.billed;
      const id = isNew ? this.#newId() : item.subscription_item_id;
      renamed.set(item.subscription_item_id, id);
      return { ...item, subscription_item_id: id };
    });
    this.#take(
      planned.lines.map((line) =>
        line.type === 'credit'
          ? line
          : { ...line, subscription_item_id: renamed.get(line.subscription_item_id) ?? line.subscription_item_id },
      ),
    );
    this.subscription = { ...terms.subscription, ...planned.subscription, status: planned.status, items };
    const isMoved = planned.subscription.anchor_date !== anchor_date;
    const { interval, interval_count } = this.subscription;
    if (isMoved)
      this.naive.count({ from: day, anchor: laterDate(day, this.naive.firstPaid), interval, interval_count });
    if (isMoved) this.naive.giveBack(day);
    // What is still paid for is not charged again, and is given back where periods begin anew.
    this.#lives(day);
    for (const item of terms.subscription.items) {
      if (item.kind === 'one_time') continue;
      const { name } = item;
      const until = this.naive.tenures.filter((tenure) => tenure.name === name).at(-1)?.to ?? day;
      this.naive.begin({ ...tenureOf(item), from: laterDate(day, item.kind === 'usage' ? day : until) });
    }
  }

  #cancel(
    terms: ChangeTerms,
    { when, settle }: { when: 'now' | 'period_end' | { on: LocalDate }; settle: 'credit' | 'refund' | 'none' },
    day: LocalDate,
  ): void {
    const planned = planCancellation({ ...terms, when, settle, policy: { credit_cap: 'billed' } });
    const { status } = planned;
    if (when === 'now') {
      this.waiting = [];
      this.#take(planned.lines);
      this.#endAll(day, settle !== 'none', isMidnight(terms));
    } else {
      this.waiting = planned.lines;
      this.#givesBack = settle !== 'none';
      this.#paidBefore = this.#paidFor(day);
      // What it gives back is of the items of today.
      if (when !== 'period_end') this.scheduled = null;
    }
    this.subscription = { ...terms.subscription, ...planned.subscription, status };
  }

  /** In a trial only what is billed some days before its end. */
  #isPaid({ billed }: SubscribedItem, day: LocalDate): boolean {
    return day >= this.naive.firstPaid || billed !== null;
  }

  #paidFor(day: LocalDate): Map<string, LocalDate> {
    const { naive, subscription } = this;
    const isPaid = (item: SubscribedItem) => item.timing === 'advance' && this.#isPaid(item, day);
    const advance = new Set(subscription.items.filter(isPaid).map(({ name }) => name));
    const paid = naive.running().filter(({ name }) => advance.has(name));
    return new Map(paid.map((tenure) => [tenure.name, this.#paidUntil(tenure, day)]));
  }

  /** What is billed in advance is billed to the end of its period, or of the contract. */
  #paidUntil(tenure: Tenure, day: LocalDate): LocalDate {
    const end = this.naive.periodEnd(tenure, laterDate(day, this.naive.firstPaid));
    const cut = this.subscription.ends_on ?? end;
    return laterDate(this.#paidBefore.get(tenure.name) ?? '', [end, cut, this.#contractEnd ?? end].sort()[0] ?? end);
  }

  /** What an end at once gives back on the day that was told: what was said when it was told. */
  #givenBackAtEnd({ next_billing_at }: Pick<ChangedSubscription, 'next_billing_at'>): ChangeLine[] {
    const { subscription } = this;
    const at = startOfDay(subscription.ends_on ?? '', subscription.time_zone);
    const terms = { at, rounding: ROUNDING, usage: usageOf, policy: { credit_cap: 'billed' as const } };
    const ending = { subscription: { ...subscription, next_billing_at }, when: 'now' as const };
    const { lines } = planCancellation({ ...terms, ...ending, settle: this.#givesBack ? 'credit' : 'none' });
    assertGivesBack(lines, this.waiting);
    return lines;
  }

  /** It ended with a period, or on a day that was told before. */
  #over(): void {
    const { ends_on, current_period_end } = this.subscription;
    const ends = ends_on ?? this.#contractEnd ?? current_period_end;
    const day = earlierDate(ends, this.#contractEnd ?? ends);
    if (this.#givesBack) this.naive.giveBack(day);
    for (const { name } of this.naive.running())
      this.naive.end(name, laterDate(day, this.#givesBack ? '' : (this.#paidBefore.get(name) ?? '')));
  }

  #undo(terms: ChangeTerms): void {
    const undone = planUndoCancellation({ ...terms, policy: { credit_cap: 'billed' } });
    this.waiting = [];
    this.#paidBefore = new Map();
    this.#take(undone.lines);
    this.subscription = { ...terms.subscription, ...undone.subscription, items: undone.items };
  }

  #take(lines: readonly (RenewalLine | ChangeLine)[]): void {
    for (const line of lines) {
      this.billed += line.amount;
      this.lines += 1;
      if ('type' in line && line.type === 'credit') continue;
      const key = `${line.subscription_item_id} from ${line.service_start}`;
      if (this.charges.has(key)) throw new Error(`${key} is charged twice`);
      this.charges.add(key);
    }
  }

  /** The item after a renewal: with the line that it was billed on, and the days it will be charged for next. */
  #after(item: SubscribedItem, lines: readonly RenewalLine[]): SubscribedItem {
    const line = lines.findLast(({ subscription_item_id: id }) => id === item.subscription_item_id);
    const { current_period_start, trial_end } = this.subscription;
    const paidFrom = trial_end ?? '';
    if (line === undefined) {
      if (item.billed !== null || item.kind === 'one_time') return item;
      const start = laterDate(
        item.every === undefined ? current_period_start : '',
        laterDate(item.service.start, paidFrom),
      );
      return this.#unbilled(item, start);
    }
    const { amount, service_start: start, service_end: end } = line;
    if (item.timing === 'arrear') return this.#unbilled(item, end);
    const billed = { line_id: `${line.subscription_item_id}/${start}`, amount, paid: amount, credited: 0n };
    return { ...item, since: undefined, service: { start, end }, billed };
  }

  /** With the days that it will be charged for, from a day on. */
  #unbilled(item: NewItem, from = this.naive.firstPaid): SubscribedItem {
    const { current_period_end, anchor_date } = this.subscription;
    const { every } = item;
    const whole = every && periodContaining(anchor_date, every.interval, every.interval_count, from);
    const end = item.kind === 'one_time' ? addDays(from, 1) : (whole?.end ?? current_period_end);
    return {
      ...item,
      service: { start: earlierDate(from, end), end: laterDate(end, '') },
      since: undefined,
      billed: null,
    };
  }

  #itemsOf(sold: readonly Sold[], plan: PlanInterval): NewItem[] {
    return sold.map((each, place) => itemOf(each, place, plan, this.beginning.tidy, this.#newId()));
  }

  #newId(): string {
    this.#ids += 1;
    return `item ${this.#ids}`;
  }

  #tell(items: readonly NewItem[], from: LocalDate): void {
    for (const item of items) if (item.kind !== 'one_time') this.naive.begin({ ...tenureOf(item), from });
  }

  #tellChange(
    items: readonly NewItem[],
    { interval, interval_count }: PlanInterval,
    new_period: NewPeriod,
    day: LocalDate,
    isMidnight: boolean,
  ): void {
    const last = this.naive.grids.at(-1);
    const isSame = last?.interval === interval && last.interval_count === interval_count;
    if (last !== undefined && !isSame) {
      const anchor = new_period === 'restart' ? laterDate(day, this.naive.firstPaid) : last.anchor;
      this.naive.count({ from: day, anchor, interval, interval_count });
    }
    this.naive.giveBack(day);
    const meters = new Set(items.map(({ meter_id }) => meter_id));
    for (const { name } of this.naive.running()) {
      const item = this.subscription.items.find((each) => each.name === name);
      const ends = item?.kind === 'usage' && !meters.has(item.meter_id) && !isMidnight;
      this.naive.end(name, ends ? addDays(day, 1) : day);
    }
    this.#tell(items, day);
  }

  /** Everything ends on a day; what is billed and not given back is kept to the end of its period. */
  #endAll(day: LocalDate, givesBack: boolean, isMidnight: boolean): void {
    const { items } = this.subscription;
    if (givesBack) this.naive.giveBack(day);
    for (const tenure of this.naive.running()) {
      const item = items.find(({ name }) => name === tenure.name);
      const isPaidFor = item?.kind === 'recurring' && item.timing === 'advance' && this.#isPaid(item, day);
      if (isPaidFor && !givesBack) this.naive.end(tenure.name, this.#paidUntil(tenure, day));
      else this.naive.end(tenure.name, tenure.kind === 'usage' && !isMidnight ? addDays(day, 1) : day);
    }
  }
}
