import { addDays, daysBetween, type Interval, type LocalDate, laterDate, periodContaining } from '../time/index.ts';

/** How long periods are, and the day they are counted from, from a day on. */
export type Grid = { from: LocalDate; anchor: LocalDate; interval: Interval; interval_count: number };

/** Something that is charged for from a day until another. Minor units for a whole period, or for each unit used. */
export type Tenure = {
  name: string;
  kind: 'fee' | 'usage';
  /** Charged from its begin, or when a period is over; needed where something goes on. */
  timing?: 'advance' | 'arrear';
  price: bigint;
  every?: { interval: Interval; interval_count: number };
  from: LocalDate;
  to: LocalDate | null;
};

export type Fraction = { numerator: bigint; denominator: bigint };

/**
 * What a customer owes, computed a second time by somebody who has never seen the first: a day costs its part of the
 * period it lies in, and the days are added up as exact fractions. It knows what was asked for and when, and the
 * calendar; it does not know lines, credits, renewals or roundings.
 */
export class NaiveOwed {
  readonly tenures: Tenure[] = [];
  readonly grids: Grid[] = [];
  readonly firstPaid: LocalDate;
  /** Off fees whose days were charged from a day before `until` on. */
  readonly discount: { percent: bigint; until: LocalDate | null } | null;

  constructor(firstPaid: LocalDate, discount: NaiveOwed['discount'] = null) {
    this.firstPaid = firstPaid;
    this.discount = discount;
  }

  /** Periods are counted like this from a day on. */
  count(grid: Grid): void {
    this.grids.push(grid);
  }

  /** The day after so many whole periods from the first paid day on; a stub before them is none. */
  afterPeriods(periods: number): LocalDate {
    const stub = this.periodEnd({}, addDays(this.firstPaid, -1));
    let day = stub === this.firstPaid ? stub : this.periodEnd({}, this.firstPaid);
    for (let count = 0; count < periods; count += 1) day = this.periodEnd({}, day);
    return day;
  }

  begin(tenure: Omit<Tenure, 'to'>): void {
    this.tenures.push({ ...tenure, to: null });
  }

  /** Ends what runs under a name: `to` is the first day that is not charged for any more. */
  end(name: string, to: LocalDate): void {
    for (const tenure of this.running()) if (tenure.name === name) tenure.to = to;
  }

  /** What was kept of fees is given back from a day on. */
  giveBack(day: LocalDate, but: ReadonlySet<string> = new Set()): void {
    for (const tenure of this.tenures)
      if (tenure.kind === 'fee' && tenure.to !== null && tenure.to > day && !but.has(tenure.name)) tenure.to = day;
  }

  running(): Tenure[] {
    return this.tenures.filter(({ to }) => to === null);
  }

  /** The end of the period that a day lies in, for a tenure. */
  periodEnd(tenure: Pick<Tenure, 'every'>, day: LocalDate): LocalDate {
    return this.#period(tenure, day).end;
  }

  /** What all days cost, as an exact fraction of minor units, once everything has ended. */
  owed(): Fraction {
    return this.#sum(({ name, to }) => {
      if (to === null) throw new Error(`"${name}" has not ended`);
      return to;
    });
  }

  /**
   * What has been charged by a day: in advance to the end of the period it lies in, in arrear to the begin of that. Where
   * the end of all is known, nothing is charged beyond it: `lastOf` says until when that lets each of them be charged.
   */
  charged(today: LocalDate, lastOf: (tenure: Tenure) => LocalDate | null = () => null): Fraction {
    return this.#sum((tenure) => {
      const { to, timing } = tenure;
      if (today < this.firstPaid) return '';
      // What has ended was charged to its end, also where that lies ahead: days that are paid for and kept.
      if (to !== null) return to;
      const { start, end } = this.#period(tenure, today);
      const until = timing === 'arrear' ? start : end;
      return [until, lastOf(tenure) ?? until].sort()[0] ?? until;
    });
  }

  /** The days of each tenure up to the day that `endOf` says. */
  #sum(endOf: (tenure: Tenure) => LocalDate): Fraction {
    const parts = new Map<number, bigint>();
    const used = new Map<string, Set<LocalDate>>();
    for (const tenure of this.tenures) {
      const end = endOf(tenure);
      let period = { start: '', end: '' };
      let price = tenure.price;
      for (let day = laterDate(tenure.from, this.firstPaid); day < end; day = addDays(day, 1)) {
        if (tenure.kind === 'usage') {
          // A unit is used each day, and billed once, whatever ends and begins on that day.
          const days = used.get(tenure.name) ?? new Set();
          if (!days.has(day)) parts.set(1, (parts.get(1) ?? 0n) + 100n * tenure.price);
          used.set(tenure.name, days.add(day));
          continue;
        }
        if (day >= period.end || this.grids.some(({ from }) => from === day)) {
          period = this.#period(tenure, day);
          price = this.#discounted(tenure.price, day);
        }
        const length = daysBetween(period.start, period.end);
        parts.set(length, (parts.get(length) ?? 0n) + price);
      }
    }
    let sum: Fraction = { numerator: 0n, denominator: 1n };
    for (const [length, price] of parts) sum = add(sum, price, 100n * BigInt(length));
    return sum;
  }

  /** In hundredths, as charged from a day on. */
  #discounted(price: bigint, from: LocalDate): bigint {
    const { percent, until } = this.discount ?? { percent: 0n, until: null };
    return price * (until === null || from < until ? 100n - percent : 100n);
  }

  #period({ every }: Pick<Tenure, 'every'>, day: LocalDate) {
    const grid = this.grids.findLast(({ from }) => from <= day) ?? this.grids[0];
    if (grid === undefined) throw new Error('periods are counted from nowhere');
    const { interval, interval_count } = every ?? grid;
    return periodContaining(grid.anchor, interval, interval_count, day);
  }
}

function add(sum: Fraction, numerator: bigint, denominator: bigint): Fraction {
  return {
    numerator: sum.numerator * denominator + numerator * sum.denominator,
    denominator: sum.denominator * denominator,
  };
}

/** A price of which every day of every such period is a whole number of minor units, so that nothing is rounded. */
export function wholeDays(interval: Interval, interval_count: number): bigint {
  const lengths = new Set<number>();
  for (const anchor of ['2020-01-01', '2020-01-29', '2020-01-31', '2020-02-29', '2021-12-30'])
    for (let day = '2019-06-01'; day < '2033-01-01'; ) {
      const { start, end } = periodContaining(anchor, interval, interval_count, day);
      lengths.add(daysBetween(start, end));
      day = end;
    }
  return [...lengths].reduce((all, length) => (all * BigInt(length)) / gcd(all, BigInt(length)), 1n);
}

function gcd(left: bigint, right: bigint): bigint {
  return right === 0n ? left : gcd(right, left % right);
}
