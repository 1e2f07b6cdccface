import { type Fraction, NaiveOwed, type Tenure } from '@revenue/billing-core/testing';
import { addDays, earlierDate, type LocalDate, laterDate, localDateAt, startOfDay } from '@revenue/billing-core/time';
import type { TestApi } from '../kit/start-api.ts';
import { makeOffer, type Offer, type SoldPlan } from './catalogue.ts';
import type { Random } from './random.ts';

export const ZONES = ['Pacific/Auckland', 'America/New_York', 'Asia/Kolkata', 'Europe/Helsinki', 'UTC'];

/** What has the same name goes on where periods stay, in another plan as well: nothing of it is charged anew. */
const nameOf = ({ name }: { name: string }, price: bigint) => `${name} of ${price}`;

/** An end to come: until when each fee was charged for when that was said, and whether that is given back then. */
export type Ending = { on: LocalDate; paid: ReadonlyMap<string, LocalDate>; givesBack: boolean };

/** An end that was known when it began. */
const expiryOn = (on: LocalDate): Ending => ({ on, paid: new Map(), givesBack: false });

/** One subscription of one customer, with the account that is kept of it by hand. */
export class Subscriber {
  readonly id: string;
  readonly customer_id: string;
  readonly zone: string;
  readonly tidy: boolean;
  readonly naive: NaiveOwed;
  readonly start: LocalDate;
  plan: SoldPlan;
  state: 'live' | 'paused' | 'ended' = 'live';
  /** What it has now. */
  offer: Offer;
  /** The day it ends on, where that is known. */
  ends: Ending | null = null;
  /** The day on which its contract expires. */
  expires: LocalDate | null = null;
  /** What it shall be from a boundary on. */
  scheduled: { on: LocalDate; plan: SoldPlan; offer: Offer } | null = null;
  /** When a pause ends by itself, and whether it is one of who has not paid. */
  resumes: LocalDate | null = null;
  isUnpaid = false;
  /** What a pause has stopped. */
  paused: readonly Tenure[] = [];
  /** Until when its usage was sent. */
  sent: LocalDate;
  /** What was asked for and when, to be read where it comes to another sum. */
  readonly diary: string[] = [];

  constructor(fields: Pick<Subscriber, 'id' | 'customer_id' | 'zone' | 'tidy' | 'naive' | 'start' | 'plan' | 'offer'>) {
    ({ id: this.id, customer_id: this.customer_id, zone: this.zone, tidy: this.tidy } = fields);
    ({ naive: this.naive, start: this.start, plan: this.plan, offer: this.offer } = fields);
    this.sent = fields.start;
  }

  get hasLongerFees(): boolean {
    return this.naive.running().some(({ every }) => every !== undefined);
  }

  /** The end that it has when no other is asked for. */
  expiry(): Ending | null {
    return this.expires === null ? null : expiryOn(this.expires);
  }

  today(now: Date): LocalDate {
    return localDateAt(now, this.zone);
  }

  /** What was charged by the last run, as days cost it. */
  charged(at: Date): Fraction {
    const { ends } = this;
    return this.naive.charged(this.today(at), (tenure) => ends && this.#lastOf(tenure, ends));
  }

  /** Charged to its end, or beyond where it was before that was said. */
  #lastOf({ name }: Tenure, { on, paid }: Ending): LocalDate {
    return laterDate(on, paid.get(name) ?? '');
  }

  /** Until when a fee is charged for that is charged in advance. */
  #paidUntil(tenure: Tenure, day: LocalDate): LocalDate {
    const end = this.naive.periodEnd(tenure, day);
    return this.ends === null ? end : earlierDate(end, this.#lastOf(tenure, this.ends));
  }

  /** It shall end on a day. */
  endsOn(on: LocalDate, today: LocalDate, givesBack: boolean): void {
    const isPaid = ({ kind, timing }: Tenure) =>
      kind === 'fee' && timing === 'advance' && today >= this.naive.firstPaid;
    const paid = this.naive.running().filter(isPaid);
    this.ends = { on, paid: new Map(paid.map((tenure) => [tenure.name, this.#paidUntil(tenure, today)])), givesBack };
  }

  /** What it has from a day on, but for what it has already: that goes on. */
  has({ fees }: Offer, from: LocalDate): void {
    const running = new Set(this.naive.running().map(({ name }) => name));
    for (const { component, price } of fees) {
      const name = nameOf(component, price);
      if (running.has(name)) continue;
      const kind = component.kind === 'usage' ? 'usage' : 'fee';
      const every = component.every === null ? {} : { every: { interval: component.every, interval_count: 1 } };
      this.naive.begin({ name, kind, timing: component.timing, ...every, price, from });
    }
  }

  /** All of it ends, but for what goes on: `to` is the first day that is not charged for. */
  hasNoMore(to: LocalDate, but: ReadonlySet<string> = new Set()): void {
    for (const { name } of this.naive.running()) if (!but.has(name)) this.naive.end(name, to);
  }

  /** Is something else from a day on, which belongs to the new; periods of another length begin with it. */
  changes(plan: SoldPlan, offer: Offer, day: LocalDate): void {
    const { interval } = plan;
    this.scheduled = null;
    const isSame = interval === this.plan.interval;
    if (!isSame)
      this.naive.count({ from: day, anchor: laterDate(day, this.naive.firstPaid), interval, interval_count: 1 });
    const goesOn = isSame ? offer.fees.map(({ component, price }) => nameOf(component, price)) : [];
    // Days that a pause kept are given back with it.
    this.naive.giveBack(day, new Set(goesOn));
    this.hasNoMore(day, new Set(goesOn));
    this.has(offer, day);
    this.plan = plan;
    this.offer = offer;
    // What a change charges ends where all of it does.
    if (this.ends !== null && !isSame) this.ends = { ...this.ends, paid: new Map() };
  }

  /** Everything ends on a day, or pauses: what is paid for and not given back is kept to the end of its period. */
  stops(day: LocalDate, givesBack: boolean, isMidnight: boolean): void {
    const running = this.naive.running();
    if (givesBack) this.naive.giveBack(day);
    for (const tenure of running) {
      const { name, kind, timing } = tenure;
      const isKept = kind === 'fee' && timing === 'advance' && !givesBack && day >= this.naive.firstPaid;
      if (isKept) this.naive.end(name, this.#paidUntil(tenure, day));
      else this.naive.end(name, kind === 'usage' && !isMidnight ? addDays(day, 1) : day);
    }
    this.paused = running;
    this.ends = null;
    this.scheduled = null;
  }

  /** Pauses for an invoice that was not paid. */
  pausesUnpaid(now: Date): void {
    const day = this.today(now);
    const { ends } = this;
    this.stops(day, false, startOfDay(day, this.zone).getTime() === now.getTime());
    // It is not asked for: what was told before comes all the same.
    this.ends = ends;
    Object.assign(this, { state: 'paused', isUnpaid: true });
    this.diary.push(`${now.toISOString()} pauses, unpaid`);
  }

  /** Has paid, and goes on. */
  hasPaid(now: Date): void {
    this.isUnpaid = false;
    if (this.state === 'paused') this.goesOn(this.today(now), 'align');
    this.diary.push(`${now.toISOString()} has paid`);
  }

  /** Goes on with what it had, but for days that are paid for. */
  goesOn(day: LocalDate, periods: 'align' | 'restart'): void {
    if (periods === 'restart') {
      const { interval } = this.plan;
      this.naive.count({ from: day, anchor: laterDate(day, this.naive.firstPaid), interval, interval_count: 1 });
      this.naive.giveBack(day);
    }
    for (const tenure of this.paused) {
      const paid = this.naive.tenures.findLast(({ name }) => name === tenure.name)?.to ?? day;
      this.naive.begin({ ...tenure, from: laterDate(day, tenure.kind === 'usage' ? day : paid) });
    }
    this.ends ??= this.expiry();
    this.resumes = null;
    this.state = 'live';
  }

  /** What was told to come on a day that is there. */
  passes(now: Date): void {
    if (this.state === 'ended') return;
    const today = this.today(now);
    if (this.resumes !== null && this.resumes <= today) this.goesOn(this.resumes, 'align');
    const { scheduled, ends } = this;
    if (scheduled !== null && scheduled.on <= today && (ends === null || scheduled.on < ends.on))
      this.changes(scheduled.plan, scheduled.offer, scheduled.on);
    // With its contract it ends when it goes on.
    if (ends === null || today < ends.on || (this.state === 'paused' && ends.on === this.expires)) return;
    if (ends.givesBack) this.naive.giveBack(ends.on);
    for (const tenure of this.naive.running())
      this.naive.end(tenure.name, ends.givesBack ? ends.on : this.#lastOf(tenure, ends));
    this.state = 'ended';
  }

  /** A call at the begin of each day that has begun. */
  calls(now: Date): { id: string; customer_id: string; meter: string; occurred_at: string }[] {
    const records = [];
    for (; this.sent <= this.today(now); this.sent = addDays(this.sent, 1)) {
      const occurred = startOfDay(this.sent, this.zone).getTime() + 1000;
      if (occurred > now.getTime()) break;
      const occurred_at = new Date(occurred).toISOString();
      records.push({ id: `${this.id} ${this.sent}`, customer_id: this.customer_id, meter: 'calls', occurred_at });
    }
    return records;
  }
}

/** A customer somewhere, subscribed from a day around today, with an anchor, a trial and a contract or without. */
export async function enrol(
  api: TestApi,
  random: Random,
  plans: readonly SoldPlan[],
  index: number,
): Promise<Subscriber> {
  const zone = random.pick(ZONES);
  const [name, email] = [`Customer ${index}`, `customer-${index}@example.com`];
  const customer = await api.caller.customers.create({ name, email, currency: 'USD', country: 'US', time_zone: zone });
  const plan = random.pick(plans);
  const tidy = random.chance(0.7);
  const offer = makeOffer(random, plan, tidy);
  const today = localDateAt(api.clock.now(), zone);
  const start = addDays(today, random.int(-40, 40));
  const anchor = random.chance(0.5) ? addDays(start, random.int(-40, 40)) : null;
  const trial_days = random.chance(0.3) ? random.int(1, 45) : 0;
  const contract = random.chance(0.3)
    ? { periods: random.int(1, 8), at_end: random.pick(['renew', 'expire'] as const) }
    : null;
  const discount = random.chance(0.4) ? discountOf(random, start) : null;
  const { id } = await api.caller.subscriptions.create({
    ...{ customer_id: customer.id, plan_id: plan.id, start_date: start, trial_days, contract },
    ...(anchor === null ? {} : { anchor_date: anchor }),
    ...{ prices: offer.prices, quantities: offer.quantities },
    ...(discount === null ? {} : { discount: { percent_off: Number(discount.percent), ends_on: discount.until } }),
  });
  const naive = new NaiveOwed(addDays(start, trial_days), discount);
  naive.count({ from: '0000-01-01', anchor: anchor ?? naive.firstPaid, interval: plan.interval, interval_count: 1 });
  const subscriber = new Subscriber({ id, customer_id: customer.id, zone, tidy, naive, start, plan, offer });
  subscriber.has(offer, start);
  if (contract?.at_end === 'expire') {
    const on = naive.afterPeriods(contract.periods);
    subscriber.expires = on;
    subscriber.ends = subscriber.expiry();
  }
  const prices = offer.fees.map(({ component, price }) => `${component.name} ${price}`);
  const said = { start, anchor, trial_days, contract, zone, plan: plan.interval, tidy, prices };
  subscriber.diary.push(
    JSON.stringify({ ...said, percent_off: Number(discount?.percent ?? 0), until: discount?.until }),
  );
  return subscriber;
}

/** A fifth off, for ever or until a day. */
const discountOf = (random: Random, start: LocalDate) => ({
  percent: 20n,
  until: random.chance(0.5) ? addDays(start, random.int(10, 300)) : null,
});
