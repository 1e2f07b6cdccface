import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../test/error-code.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { SUBSCRIPTION_STATUSES } from '../subscriptions/status.ts';
import { addDays, daysBetween, type LocalDate } from '../time/index.ts';
import {
  cohortRetention,
  countsTowardMrr,
  type MovementRow,
  type MovementStep,
  type MrrSpan,
  reconcileMovements,
  trialConversion,
} from './index.ts';

const gold: MrrSpan = {
  customer_id: 'c1',
  currency: 'EUR',
  plan: 'gold',
  segment: 'DE',
  status: 'active',
  mrr: '50',
  from: '2026-01-10',
  until: null,
};
const january = { start: '2026-01-01', end: '2026-02-01' };
const TYPES = ['new', 'expansion', 'contraction', 'churn', 'reactivation'] as const;

/** `EUR gold: 0 +new 50 = 50`, the movements that are not zero. */
function told(
  spans: MrrSpan[],
  by: ('plan' | 'segment')[] = [],
  step: MovementStep = 'whole',
  period = january,
): string[] {
  return reconcileMovements(spans, period, { step, by }).map((row) => {
    const moved = TYPES.flatMap((type) => (row[type].isZero() ? [] : [`${type} ${row[type].toFixed()}`]));
    const group = [row.currency, row.plan, row.segment].filter((part) => part !== null).join('/');
    return `${group} ${row.start}: ${[row.opening.toFixed(), ...moved].join(', ')} = ${row.closing.toFixed()}`;
  });
}

describe('the movements of spans', () => {
  test('begin with new business, once, and end with churn of all there is', () => {
    expect(told([gold])).toEqual(['EUR 2026-01-01: 0, new 50 = 50']);
    expect(told([{ ...gold, until: '2026-01-20' }])).toEqual(['EUR 2026-01-01: 0, new 50, churn 50 = 0']);
    expect(told([{ ...gold, from: '2025-12-31' }])).toEqual(['EUR 2026-01-01: 50 = 50']);
    expect(told([{ ...gold, from: '2026-01-01', until: '2026-02-01' }])).toEqual(['EUR 2026-01-01: 0, new 50 = 50']);
    expect(told([{ ...gold, from: '2026-02-01' }])).toEqual([]);
  });

  test('of a trial are nothing until it converts', () => {
    const trial = [
      { ...gold, status: 'trialing', until: '2026-01-24' },
      { ...gold, from: '2026-01-24' },
    ] as MrrSpan[];
    expect(told(trial, [], 'day')).toHaveLength(8);
    expect(told(trial, [], 'day')[0]).toBe('EUR 2026-01-24: 0, new 50 = 50');
    expect(told([{ ...gold, status: 'trialing' }])).toEqual([]);
  });

  test('of a pause are churn, and reactivation when it ends', () => {
    const paused = [
      { ...gold, from: '2025-12-01', until: '2026-01-05' },
      { ...gold, status: 'paused', from: '2026-01-05', until: '2026-01-15' },
      { ...gold, from: '2026-01-15' },
    ] as MrrSpan[];
    expect(told(paused)).toEqual(['EUR 2026-01-01: 50, churn 50, reactivation 50 = 50']);
    const other = { ...gold, plan: 'silver', mrr: '20', from: '2025-11-01' };
    expect(told([...paused, other])).toEqual(['EUR 2026-01-01: 70, expansion 50, contraction 50 = 70']);
  });

  test('of one day are one movement', () => {
    const upgraded = [
      { ...gold, until: '2026-01-12' },
      { ...gold, plan: 'platinum', mrr: '80', from: '2026-01-12' },
    ];
    expect(told(upgraded)).toEqual(['EUR 2026-01-01: 0, new 50, expansion 30 = 80']);
    const sameDay = upgraded.map((span) => ({ ...span, from: '2026-01-12', until: null }));
    expect(told(sameDay)).toEqual(['EUR 2026-01-01: 0, new 130 = 130']);
  });

  test('of a change of plan are contraction there and expansion here, never churn', () => {
    const changed = [
      { ...gold, from: '2025-12-01', until: '2026-01-12' },
      { ...gold, plan: 'platinum', segment: 'FR', mrr: '80', from: '2026-01-12' },
    ];
    expect(told(changed)).toEqual(['EUR 2026-01-01: 50, expansion 30 = 80']);
    expect(told(changed, ['plan'])).toEqual([
      'EUR/gold 2026-01-01: 50, contraction 50 = 0',
      'EUR/platinum 2026-01-01: 0, expansion 80 = 80',
    ]);
    expect(told(changed, ['segment'])).toEqual([
      'EUR/DE 2026-01-01: 50, contraction 50 = 0',
      'EUR/FR 2026-01-01: 0, expansion 80 = 80',
    ]);
    expect(told(changed, ['segment', 'plan'])[0]).toBe('EUR/gold/DE 2026-01-01: 50, contraction 50 = 0');
  });

  test('of a plan that was taken for a while within a step are told', () => {
    const tried = { ...gold, plan: 'silver', from: '2026-01-15', until: '2026-01-18' };
    expect(told([{ ...gold, from: '2025-12-01' }, tried], ['plan'])).toContain(
      'EUR/silver 2026-01-01: 0, expansion 50, contraction 50 = 0',
    );
  });

  test('in a second currency are expansion there', () => {
    const dollars = { ...gold, currency: 'USD', from: '2026-01-20' };
    const expected = ['EUR 2026-01-01: 0, new 50 = 50', 'USD 2026-01-01: 0, expansion 50 = 50'];
    expect(told([gold, dollars])).toEqual(expected);
    expect(told([dollars, gold])).toEqual(expected);
    const other = { ...dollars, customer_id: 'c2' };
    const groups = [other, gold, { ...other, currency: 'CHF' }].map((span) => told([span, gold])[0]?.slice(0, 3));
    expect(groups).toEqual(['EUR', 'EUR', 'CHF']);
    expect(told([gold, other]).map((row) => row.slice(0, 3))).toEqual(['EUR', 'USD']);
  });

  test('of what is free are none', () => {
    const free = { ...gold, mrr: '0', until: '2026-01-20' };
    expect(told([free, { ...gold, from: '2026-01-20' }], [], 'day')[0]).toBe('EUR 2026-01-20: 0, new 50 = 50');
  });

  test('count customers who are there, and who were lost', () => {
    const spans = [
      { ...gold, from: '2025-12-01' },
      { ...gold, customer_id: 'c2', from: '2025-12-01', until: '2026-01-15' },
      { ...gold, customer_id: 'c3', from: '2026-01-05', until: '2026-01-15' },
      { ...gold, customer_id: 'c4', from: '2025-12-01', until: '2026-01-15' },
      { ...gold, customer_id: 'c4', from: '2026-01-16' },
      { ...gold, customer_id: 'c5', from: '2026-01-31' },
    ];
    const counts = (step: MovementStep) =>
      reconcileMovements(spans, january, { step, by: [] }).map((row) => [
        row.opening_customers,
        row.closing_customers,
        row.lost_customers,
      ]);
    expect(counts('whole')).toEqual([[3, 3, 1]]);
    expect(counts('day')[14]).toEqual([4, 1, 3]);
    expect(counts('day')[15]).toEqual([1, 2, 0]);
  });

  test('are told by month, cut where the period is', () => {
    const period = { start: '2026-01-05', end: '2026-03-10' };
    expect(told([gold, { ...gold, from: '2026-03-02' }], [], 'month', period)).toEqual([
      'EUR 2026-01-05: 0, new 50 = 50',
      'EUR 2026-02-01: 50 = 50',
      'EUR 2026-03-01: 50, expansion 50 = 100',
    ]);
    expect(told([gold], [], 'day', { start: '2026-01-05', end: '2026-01-05' })).toEqual([]);
    expect(told([gold], [], 'day', { start: '2026-01-05', end: '2026-01-04' })).toEqual([]);
  });

  test('refuse spans that are none', () => {
    expect(codeOf(() => told([{ ...gold, until: gold.from }]))).toBe('validation_failed');
    expect(codeOf(() => told([{ ...gold, until: '2026-01-09' }]))).toBe('validation_failed');
    expect(codeOf(() => told([{ ...gold, mrr: '-1' }]))).toBe('validation_failed');
    expect(codeOf(() => told([{ ...gold, mrr: '-0' }]))).toBe('nothing thrown');
  });

  test('count an active and a past due subscription alone', () => {
    expect(SUBSCRIPTION_STATUSES.filter(countsTowardMrr)).toEqual(['active', 'past_due']);
  });
});

const anySpan: fc.Arbitrary<MrrSpan> = fc
  .record({
    customer_id: fc.constantFrom('c1', 'c2', 'c3'),
    currency: fc.constantFrom('EUR', 'USD'),
    plan: fc.constantFrom('gold', 'silver'),
    segment: fc.constantFrom('DE', 'FR'),
    status: fc.constantFrom('active', 'active', 'past_due', 'trialing', 'paused', 'canceled'),
    mrr: fc.nat({ max: 9 }).map(String),
    start: fc.nat({ max: 50 }),
    length: fc.option(fc.integer({ min: 1, max: 30 })),
  })
  .map(({ start, length, ...span }) => {
    const from = addDays('2025-12-20', start);
    return { ...span, from, until: length === null ? null : addDays(from, length) } as MrrSpan;
  });
const anySpans = fc.array(anySpan, { maxLength: 14 });
const anyGrouping = fc.subarray(['plan', 'segment'] as const);
const PERIOD = { start: '2026-01-05', end: '2026-02-03' };

/** What is there on a day, asked of the spans one by one. */
const levelOf = (spans: readonly MrrSpan[], day: LocalDate) =>
  spans
    .filter(({ status, from, until }) => countsTowardMrr(status) && from <= day && (until === null || day < until))
    .reduce((sum, { mrr }) => sum + Number(mrr), 0);

function spansOf(row: MovementRow, spans: readonly MrrSpan[]): MrrSpan[] {
  return spans.filter(
    ({ currency, plan, segment }) =>
      currency === row.currency && (row.plan ?? plan) === plan && (row.segment ?? segment) === segment,
  );
}

describe('for any spans, by day, plan, segment and currency', () => {
  test('each row opens and closes with what is there, and its movements lead from one to the other', () => {
    fc.assert(
      fc.property(anySpans, anyGrouping, fc.constantFrom('day', 'month', 'whole'), (spans, by, step) => {
        for (const row of reconcileMovements(spans, PERIOD, { step, by })) {
          const of = (type: (typeof TYPES)[number]) => row[type].toNumber();
          expect(row.opening.toNumber()).toBe(levelOf(spansOf(row, spans), addDays(row.start, -1)));
          expect(row.closing.toNumber()).toBe(levelOf(spansOf(row, spans), addDays(row.end, -1)));
          const net = of('new') + of('expansion') + of('reactivation') - of('contraction') - of('churn');
          expect(row.net_new.toNumber()).toBe(net);
          expect(row.opening.toNumber() + net).toBe(row.closing.toNumber());
        }
      }),
      PROPERTY_RUNS,
    );
  });

  test('the type is that of the customer as a whole, and longer steps are sums of days', () => {
    fc.assert(
      fc.property(anySpans, anyGrouping, (spans, by) => {
        const days = reconcileMovements(spans, PERIOD, { step: 'day', by });
        for (const row of days) {
          const eve = addDays(row.start, -1);
          const sums: Record<string, number> = { new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0 };
          for (const id of ['c1', 'c2', 'c3']) {
            const own = spans.filter(({ customer_id }) => customer_id === id);
            const here = spansOf(row, own);
            const change = levelOf(here, row.start) - levelOf(here, eve);
            const everBefore = own.some((span) => countsTowardMrr(span.status) && span.mrr !== '0' && span.from <= eve);
            let type = change > 0 ? 'expansion' : 'contraction';
            if (levelOf(own, eve) === 0) type = everBefore ? 'reactivation' : 'new';
            else if (levelOf(own, row.start) === 0) type = 'churn';
            sums[type] = (sums[type] ?? 0) + Math.abs(change);
          }
          expect(Object.fromEntries(TYPES.map((type) => [type, row[type].toNumber()]))).toEqual(sums);
        }
        for (const step of ['month', 'whole'] as const) {
          for (const row of reconcileMovements(spans, PERIOD, { step, by })) {
            const inside = days.filter(
              (day) =>
                day.currency === row.currency &&
                day.plan === row.plan &&
                day.segment === row.segment &&
                day.start >= row.start &&
                day.start < row.end,
            );
            for (const type of TYPES) {
              expect(row[type].toNumber()).toBe(inside.reduce((sum, day) => sum + day[type].toNumber(), 0));
            }
          }
        }
      }),
      PROPERTY_RUNS,
    );
  });

  test('every day on which something stands or moves has its row, with its customers', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const rows = reconcileMovements(spans, PERIOD, { step: 'day', by: [] });
        for (let index = 0; index < daysBetween(PERIOD.start, PERIOD.end); index += 1) {
          const day = addDays(PERIOD.start, index);
          for (const currency of ['EUR', 'USD']) {
            const here = spans.filter((span) => span.currency === currency);
            const customers = (on: LocalDate) =>
              ['c1', 'c2', 'c3'].filter(
                (id) =>
                  levelOf(
                    here.filter(({ customer_id }) => customer_id === id),
                    on,
                  ) > 0,
              );
            const [before, after] = [customers(addDays(day, -1)), customers(day)];
            const row = rows.find((candidate) => candidate.currency === currency && candidate.start === day);
            expect(row === undefined).toBe(before.length === 0 && after.length === 0);
            if (row === undefined) continue;
            expect([row.opening_customers, row.closing_customers]).toEqual([before.length, after.length]);
            expect(row.lost_customers).toBe(before.filter((id) => !after.includes(id)).length);
          }
        }
      }),
      PROPERTY_RUNS,
    );
  });

  test('what the plans gain and lose is what the whole gains and loses', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const net = (by: ('plan' | 'segment')[]) =>
          reconcileMovements(spans, PERIOD, { step: 'whole', by }).reduce(
            (sum, row) => sum + row.net_new.toNumber(),
            0,
          );
        expect(net(['plan'])).toBe(net([]));
        expect(net(['plan', 'segment'])).toBe(net([]));
      }),
      PROPERTY_RUNS,
    );
  });
});

describe('cohorts', () => {
  const ROUNDING = { scale: 1, mode: 'half_up' } as const;
  const told = (spans: MrrSpan[], until: LocalDate) =>
    cohortRetention(spans, until, ROUNDING).map(({ month, customers, mrr, cells }) => [
      `${month}: ${customers}, ${mrr.toFixed()}`,
      ...cells.map((cell) =>
        [cell.offset, cell.customers, cell.mrr, cell.customer_retention, cell.revenue_retention].join(' '),
      ),
    ]);

  test('are by the month of the first MRR, and follow their customers to the last month that is over', () => {
    const spans = [
      { ...gold, mrr: '40', until: '2026-02-15' },
      { ...gold, plan: 'platinum', mrr: '60', from: '2026-02-15' },
      { ...gold, customer_id: 'c2', mrr: '40', from: '2026-01-31', until: '2026-02-28' },
      { ...gold, customer_id: 'c2', mrr: '30', from: '2026-03-31' },
      { ...gold, customer_id: 'c3', mrr: '10', from: '2026-03-01', until: '2026-03-31' },
    ];
    const january = ['2026-01: 2, 80', '0 2 80 100 100', '1 1 60 50 75', '2 2 90 100 112.5'];
    expect(told(spans, '2026-04-01')).toEqual([january, ['2026-03: 1, 10', '0 0 0 0 0']]);
    expect(told(spans.toReversed(), '2026-04-01')).toEqual(told(spans, '2026-04-01'));
    expect(told(spans, '2026-03-31')).toEqual([january.slice(0, 3)]);
    expect(told(spans, '2026-01-31')).toEqual([]);
  });

  test('look at the end of the last day of a month, and at nobody who never paid', () => {
    const spans = [
      { ...gold, until: '2026-03-01' },
      { ...gold, customer_id: 'c2', from: '2026-03-01' },
      { ...gold, customer_id: 'c3', status: 'trialing' },
    ] as MrrSpan[];
    expect(told(spans, '2026-04-01')).toEqual([
      ['2026-01: 1, 50', '0 1 50 100 100', '1 1 50 100 100', '2 0 0 0 0'],
      ['2026-03: 1, 50', '0 1 50 100 100'],
    ]);
  });

  test('begin when a trial converts, with what the customer pays then', () => {
    const spans = [
      { ...gold, status: 'trialing', until: '2026-02-10' },
      { ...gold, mrr: '0', from: '2026-02-10', until: '2026-02-12' },
      { ...gold, mrr: '25', from: '2026-02-12' },
      { ...gold, mrr: '5', from: '2026-02-13', plan: 'silver' },
    ] as MrrSpan[];
    expect(told(spans, '2026-03-01')).toEqual([['2026-02: 1, 25', '0 1 30 100 120']]);
  });

  test('of nobody are none, and two currencies are never added', () => {
    expect(told([], '2026-03-01')).toEqual([]);
    expect(told([gold], gold.from)).toEqual([]);
    expect(codeOf(() => told([gold, { ...gold, currency: 'USD' }], '2026-03-01'))).toBe('currency_mismatch');
  });
});

describe('trial conversion', () => {
  const trial = (started_on: LocalDate, ends_on: LocalDate, converted_on: LocalDate | null) => ({
    started_on,
    ends_on,
    converted_on,
  });
  const trials = [
    trial('2026-01-01', '2026-01-15', '2026-01-15'),
    trial('2026-01-01', '2026-01-15', '2026-01-10'),
    trial('2026-01-02', '2026-01-16', null),
    trial('2026-01-02', '2026-01-16', '2026-01-20'),
  ];
  const on = (day: LocalDate) => {
    const told = trialConversion(trials, day, { scale: 2, mode: 'half_up' });
    const rates = [told.rate, told.rate_of_started].map((rate) => rate?.toFixed() ?? null);
    return `${told.started}: ${told.converted} ${told.lost} ${told.running} ${rates.join(' ')}`;
  };

  test('is of what is decided on the day, and a late one counts when it comes', () => {
    expect(on('2025-12-31')).toBe('0: 0 0 0  ');
    expect(on('2026-01-01')).toBe('2: 0 0 2  0');
    expect(on('2026-01-10')).toBe('4: 1 0 3 100 25');
    expect(on('2026-01-15')).toBe('4: 2 0 2 100 50');
    expect(on('2026-01-16')).toBe('4: 2 2 0 50 50');
    expect(on('2026-01-20')).toBe('4: 3 1 0 75 75');
  });
});
