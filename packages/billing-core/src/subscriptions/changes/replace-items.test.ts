import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../../test/derivation-interpreter.ts';
import { codeOf } from '../../../test/error-code.ts';
import {
  after,
  fee,
  item,
  JANUARY,
  metered,
  monthly,
  open,
  paid,
  seats,
  told,
} from '../../../test/subscriptions-kit.ts';
import { parseInstant } from '../../time/index.ts';
import { type ChangePolicy, type PlanChange, planChange, planRenewal, renewedSubscription } from '../index.ts';

type More = Partial<PlanChange> & { policy?: Partial<ChangePolicy> };

const change = (subscription: PlanChange['subscription'], at: string, items: PlanChange['items'], more: More = {}) =>
  planChange({ subscription, at: parseInstant(at), items, rounding: { mode: 'half_up' }, ...more });

const basic = () => monthly([paid(fee('basic', 100), 10_000n)]);

describe('each mode of proration', () => {
  const lines = (proration: ChangePolicy['proration'], subscription = basic(), to = [fee('pro', 200)]) =>
    told(change(subscription, '2025-01-17T12:00:00Z', to, { policy: { proration } }).lines);

  test('divides what is billed in advance by its own measure', () => {
    const byDays = ['credit basic 2025-01-17 2025-02-01 -4839', 'charge pro 2025-01-17 2025-02-01 9677'];
    expect(lines('day_half_open')).toEqual(byDays);
    expect(lines('day_inclusive')).toEqual(byDays);
    expect(lines('second')).toEqual([
      'credit basic 2025-01-17 2025-02-01 -4677',
      'charge pro 2025-01-17 2025-02-01 9355',
    ]);
    expect(lines('thirty_day_months')).toEqual([
      'credit basic 2025-01-17 2025-02-01 -4667',
      'charge pro 2025-01-17 2025-02-01 9333',
    ]);
    expect(lines('none')).toEqual([]);
    expect(lines('full_difference')).toEqual([
      'credit basic 2025-01-01 2025-02-01 -10000',
      'charge pro 2025-01-01 2025-02-01 20000',
    ]);
  });

  test('charges the used days of what is billed in arrear, and leaves the rest to the end of the period', () => {
    const arrear = { timing: 'arrear' } as const;
    const subscription = monthly([open(fee('basic', 62, arrear))]);
    const to = [fee('pro', 124, arrear)];
    for (const mode of ['day_half_open', 'day_inclusive'] as const)
      expect(lines(mode, subscription, to)).toEqual(['charge basic 2025-01-01 2025-01-17 3200']);
    expect(lines('second', subscription, to)).toEqual(['charge basic 2025-01-01 2025-01-17 3300']);
    expect(lines('thirty_day_months', subscription, to)).toEqual(['charge basic 2025-01-01 2025-01-17 3307']);
    for (const mode of ['none', 'full_difference'] as const) expect(lines(mode, subscription, to)).toEqual([]);
    const service = (proration: ChangePolicy['proration']) =>
      change(subscription, '2025-01-17T12:00:00Z', to, { policy: { proration } }).items[0]?.service;
    expect(service('day_half_open')).toEqual({ start: '2025-01-17', end: '2025-02-01' });
    expect(service('second')).toEqual({ start: '2025-01-17', end: '2025-02-01' });
    expect(service('none')).toEqual(JANUARY);
    expect(service('full_difference')).toEqual(JANUARY);
  });

  test('by seconds shares a day of fees in arrear between the old, the new and what follows on the same day', () => {
    const arrear = { timing: 'arrear' } as const;
    const policy = { proration: 'second' } as const;
    const before = monthly([open(fee('basic', 62, arrear))]);
    const to = (id: string, amount: number, replaces: string) => [fee(id, amount, { ...arrear, replaces })];
    const noon = change(before, '2025-01-17T12:00:00Z', to('pro', 124, 'basic'), { policy });
    const evening = change(after(before, noon), '2025-01-17T18:00:00Z', to('max', 248, 'pro'), { policy });
    expect(told([...noon.lines, ...evening.lines])).toEqual([
      'charge basic 2025-01-01 2025-01-17 3300',
      'charge pro 2025-01-17 2025-01-18 100',
    ]);
    const subscription = renewedSubscription(after(after(before, noon), evening));
    const as_of = parseInstant('2025-03-01T00:00:00Z');
    const { lines: renewed } = planRenewal({ subscription, as_of, usage: () => '0', rounding: { mode: 'half_up' } });
    // A quarter of the 17th and 14 days of January; all of February.
    expect(renewed.map(({ amount }) => amount)).toEqual([11_400n, 24_800n]);
    expect(renewed.every(({ derivation }) => derivation && reevaluate(derivation))).toBe(true);
  });

  test.each([
    // By days the 17th is the new one's; the hours of it until six are that one's to pay.
    [{ first: 'day_half_open', later: 'second', at: '2025-01-17T18:00:00Z' }, [3_200n, 300n], 11_400n],
    // By seconds the morning of the 17th is the old one's, and stays so.
    [{ first: 'second', later: 'day_half_open', at: '2025-01-20T15:00:00Z' }, [3_300n, 1_000n], 9_600n],
    [{ first: 'second', later: 'day_half_open', at: '2025-01-17T18:00:00Z' }, [3_300n], 11_600n],
    [{ first: 'second', later: 'none', at: '2025-01-17T18:00:00Z' }, [3_300n], 11_600n],
  ] as const)('charges each hour of a fee in arrear once where it is divided in two ways: %o', (how, now, renewal) => {
    const arrear = { timing: 'arrear' } as const;
    const before = monthly([open(fee('basic', 62, arrear))]);
    const to = (id: string, amount: number, replaces: string) => [fee(id, amount, { ...arrear, replaces })];
    const noon = change(before, '2025-01-17T12:00:00Z', to('pro', 124, 'basic'), { policy: { proration: how.first } });
    const again = change(after(before, noon), how.at, to('max', 248, 'pro'), { policy: { proration: how.later } });
    expect([...noon.lines, ...again.lines].map(({ amount }) => amount)).toEqual(now);
    const subscription = renewedSubscription(after(after(before, noon), again));
    const as_of = parseInstant('2025-02-01T00:00:00Z');
    const { lines: renewed } = planRenewal({ subscription, as_of, usage: () => '0', rounding: { mode: 'half_up' } });
    expect(renewed.map(({ amount }) => amount)).toEqual([renewal]);
  });

  test('lets an undivided advance fee pay from the next period on, and asks nothing for it until then', () => {
    const none = { policy: { proration: 'none' } } as const;
    const first = change(basic(), '2025-01-17T12:00:00Z', [fee('pro', 200)], none);
    expect(first).toMatchObject({ billing: 'nothing', net: 0n, derivation: null });
    expect(first.items).toMatchObject([{ service: { start: '2025-02-01', end: '2025-02-01' }, billed: null }]);
    for (const policy of [{}, none.policy]) {
      const second = change(after(basic(), first), '2025-01-20T00:00:00Z', [fee('max', 300)], { policy });
      expect(told(second.lines).filter((line) => line.includes('pro'))).toEqual([]);
    }
  });

  test('takes the full difference of a stub for the days of the stub', () => {
    const service = { start: '2025-01-11', end: '2025-02-01' };
    const stub = monthly([paid(fee('basic', 31), 2_100n, { service })], { start_date: service.start });
    expect(lines('full_difference', stub, [fee('pro', 62), fee('added', 31)])).toEqual([
      'credit basic 2025-01-11 2025-02-01 -2100',
      'charge pro 2025-01-01 2025-02-01 6200',
      'charge added 2025-01-01 2025-02-01 3100',
    ]);
    expect(lines('full_difference', stub, [fee('pro', 62, { replaces: 'basic' })])[1]).toBe(
      'charge pro 2025-01-11 2025-02-01 4200',
    );
  });

  test('measures seconds through a change of the clocks', () => {
    const march = { start: '2024-03-01', end: '2024-04-01' };
    const subscription = monthly([paid(fee('basic', '74.30'), 7_430n, { service: march })], {
      time_zone: 'America/New_York',
      start_date: march.start,
      anchor_date: march.start,
      current_period_start: march.start,
      current_period_end: march.end,
    });
    // 743 hours in the month, 371 of them left.
    const planned = change(subscription, '2024-03-16T17:00:00Z', [fee('pro', '74.30', { name: 'x', quantity: '2' })], {
      policy: { proration: 'second' },
      when: 'now',
    });
    expect(planned.effective_on).toBe('2024-03-16');
    expect(planned.lines[0]?.amount).toBe(-3_710n);
  });
});

describe('the items of a change', () => {
  test('go on untouched where their terms are the same, under whichever id', () => {
    const subscription = monthly([paid(seats('seats', 10, '3'), 3_000n), open(metered('tokens', '0.01'))]);
    const same = [seats('seats', '10.00', '3.0'), metered('renamed', '0.01', { replaces: 'tokens', name: 'Tokens' })];
    const planned = change(subscription, '2025-01-17T00:00:00Z', same);
    expect(planned).toMatchObject({ direction: 'neither', net: 0n, lines: [], billing: 'nothing', when: 'now' });
    expect(planned.items).toMatchObject([
      { subscription_item_id: 'seats', billed: { line_id: 'line of seats' }, service: JANUARY },
      { subscription_item_id: 'renamed', name: 'Tokens', billed: null, service: JANUARY },
    ]);
  });

  test('may be more or fewer units of one', () => {
    const subscription = monthly([paid(seats('seats', 10, '5'), 5_000n)]);
    const more = change(subscription, '2025-01-17T00:00:00Z', [seats('seats', 10, '10')]);
    expect(told(more.lines)).toEqual([
      'credit seats 2025-01-17 2025-02-01 -2419',
      'charge seats 2025-01-17 2025-02-01 4839',
    ]);
    const fewer = change(subscription, '2025-01-17T00:00:00Z', [seats('seats', 10, '2')], { when: 'now' });
    expect(fewer).toMatchObject({ direction: 'downgrade', net: 968n - 2_419n, billing: 'next_invoice' });
  });

  test('are credited and charged in order: each old one, what follows it, then what is added', () => {
    const subscription = monthly([paid(fee('a', 31), 3_100n), paid(fee('b', 31), 3_100n)]);
    const planned = change(subscription, '2025-01-31T00:00:00Z', [fee('new', 31), fee('b2', 62, { replaces: 'b' })]);
    expect(told(planned.lines)).toEqual([
      'credit a 2025-01-31 2025-02-01 -100',
      'credit b 2025-01-31 2025-02-01 -100',
      'charge b2 2025-01-31 2025-02-01 200',
      'charge new 2025-01-31 2025-02-01 100',
    ]);
    expect(planned.items.map(({ subscription_item_id }) => subscription_item_id)).toEqual(['new', 'b2']);
  });

  test('that are fees once are charged in full, once, and never given back', () => {
    const setup = fee('setup', 1000, { kind: 'one_time' });
    const first = change(basic(), '2025-01-31T00:00:00Z', [fee('basic', 100), setup]);
    expect(told(first.lines)).toEqual(['charge setup 2025-01-31 2025-02-01 100000']);
    expect(first).toMatchObject({ direction: 'neither', billing: 'invoice_now' });
    const state = after(basic(), first);
    expect(change(state, '2025-01-31T01:00:00Z', [fee('basic', 100), setup]).lines).toEqual([]);
    expect(change(state, '2025-01-31T01:00:00Z', [fee('basic', 100)]).lines).toEqual([]);
    expect(first.items[1]?.service).toEqual({ start: '2025-01-31', end: '2025-02-01' });
    const early = after(basic(), change(basic(), '2025-01-10T00:00:00Z', [fee('basic', 100), setup]));
    expect(change(early, '2025-01-20T00:00:00Z', [fee('basic', 100), setup]).lines).toEqual([]);
  });

  test('that bill usage are charged for what was used until they end, the day of the change where none goes on', () => {
    const subscription = monthly([
      paid(fee('basic', 100), 10_000n),
      open(metered('tokens', '0.01', { meter_id: 'm' })),
    ]);
    const asked: unknown[] = [];
    const usage = (meter: string, period: { start: string; end: string }) => {
      asked.push([meter, period.start, period.end]);
      return '250';
    };
    const ended = change(subscription, '2025-01-17T12:00:00Z', [fee('basic', 100)], { usage });
    expect(told(ended.lines)).toEqual(['charge tokens 2025-01-01 2025-01-18 250']);
    const repriced = [fee('basic', 100), metered('dearer', '0.02', { meter_id: 'm' })];
    const followed = change(subscription, '2025-01-17T12:00:00Z', repriced, { usage });
    expect(told(followed.lines)).toEqual(['charge tokens 2025-01-01 2025-01-17 250']);
    expect(followed.items[1]).toMatchObject({ service: { start: '2025-01-17', end: '2025-02-01' }, billed: null });
    const other = [fee('basic', 100), metered('else', '0.02', { meter_id: 'n' })];
    change(subscription, '2025-01-17T12:00:00Z', other, { usage });
    change(subscription, '2025-01-17T00:00:00Z', other, { usage });
    expect(asked).toEqual([
      ['m', '2025-01-01', '2025-01-18'],
      ['m', '2025-01-01', '2025-01-17'],
      ['m', '2025-01-01', '2025-01-18'],
      ['m', '2025-01-01', '2025-01-17'],
    ]);
    const undivided = change(subscription, '2025-01-17T12:00:00Z', repriced, { usage, policy: { proration: 'none' } });
    expect(told(undivided.lines)).toEqual(['charge tokens 2025-01-01 2025-01-17 250']);
    expect(undivided.items[1]?.service.start).toBe('2025-01-17');
    expect(codeOf(() => change(subscription, '2025-01-17T12:00:00Z', [fee('basic', 100)]))).toBe('validation_failed');
    expect(change(subscription, '2025-01-17T12:00:00Z', repriced, { usage: () => '0' }).lines).toEqual([]);
  });

  test('that end with usage owe the days of their minimum', () => {
    const tokens = item(
      'tokens',
      { model: 'per_unit', unit_amount: '0.01', minimum_amount: 31 },
      metered('tokens', '0'),
    );
    const pricing = item('x', { model: 'per_unit', unit_amount: '0.01', minimum_amount: 31 }).pricing;
    const subscription = monthly([open({ ...tokens, pricing })]);
    const planned = change(subscription, '2025-01-17T00:00:00Z', [fee('basic', 100)], { usage: () => '1' });
    expect(told(planned.lines)[0]).toBe('charge tokens 2025-01-01 2025-01-17 1600');
    expect(planned.lines[0]?.derivation && reevaluate(planned.lines[0].derivation)).toBe('16');
  });

  test('nothing is left of are not credited: a change at the start gives all back, one on the last day a day', () => {
    const at = (instant: string) => change(basic(), instant, [fee('pro', 200)]).lines.map(({ amount }) => amount);
    expect(at('2025-01-01T00:00:00Z')).toEqual([-10_000n, 20_000n]);
    expect(at('2025-01-31T23:59:59Z')).toEqual([-323n, 645n]);
  });

  test('with a yearly fee in a monthly plan count its own days', () => {
    const yearly = { every: { interval: 'year', interval_count: 1 } } as const;
    const year = { start: '2025-01-01', end: '2026-01-01' };
    const subscription = monthly([
      paid(fee('basic', 31), 3_100n),
      paid(fee('domain', 365, yearly), 36_500n, { service: year }),
    ]);
    const removed = change(subscription, '2025-01-11T00:00:00Z', [fee('basic', 31)], { when: 'now' });
    expect(told(removed.lines)).toEqual(['credit domain 2025-01-11 2026-01-01 -35500']);
    const added = change(subscription, '2025-01-11T00:00:00Z', [...subscription.items, fee('mail', 365, yearly)]);
    expect(told(added.lines)).toEqual(['charge mail 2025-01-11 2026-01-01 35500']);
    const later = change(subscription, '2025-01-11T00:00:00Z', [fee('basic', 31)]);
    expect(later).toMatchObject({ direction: 'downgrade', when: 'period_end', billing: 'next_invoice' });
    expect(told(later.lines)).toEqual(['credit domain 2025-02-01 2026-01-01 -33400']);
    const kept = change(subscription, '2025-01-11T00:00:00Z', [fee('basic', 30), fee('domain', 365, yearly)]);
    expect(kept.items[1]).toMatchObject({ service: year, billed: { line_id: 'line of domain' } });
  });
});

describe('a credit', () => {
  const upgrade = (billed: object, policy: Partial<ChangePolicy> = {}) => {
    const line = { line_id: 'one', amount: 10_000n, paid: 10_000n, credited: 0n, ...billed };
    const subscription = monthly([open(fee('basic', 100), { billed: line })]);
    return change(subscription, '2025-01-11T00:00:00Z', [fee('pro', 200)], { policy }).lines.find(
      ({ type }) => type === 'credit',
    )?.amount;
  };

  test('is held by what was paid less what was credited, and is none rather than below zero', () => {
    expect(upgrade({})).toBe(-6_774n);
    expect(upgrade({ paid: 5_000n })).toBe(-5_000n);
    expect(upgrade({ paid: 5_000n, credited: 1_000n })).toBe(-4_000n);
    expect(upgrade({ paid: 0n })).toBeUndefined();
    expect(upgrade({ paid: 1_000n, credited: 5_000n })).toBeUndefined();
  });

  test('may count what was billed instead, as it does for a line that is not final', () => {
    expect(upgrade({ paid: 0n }, { credit_cap: 'billed' })).toBe(-6_774n);
    expect(upgrade({ paid: 0n, pending: true })).toBe(-6_774n);
    expect(upgrade({ paid: 0n, discount: 6_000n, credited: 2_000n }, { credit_cap: 'billed' })).toBe(-2_000n);
  });

  test('of a line of nothing is none', () => {
    const free = change(monthly([paid(fee('free', 0), 0n)]), '2025-01-17T00:00:00Z', [fee('pro', 31)]);
    expect(told(free.lines)).toEqual(['charge pro 2025-01-17 2025-02-01 1500']);
  });

  test('bears its share of the discount', () => {
    expect(upgrade({ discount: 2_000n, paid: 8_000n })).toBe(-5_419n);
  });
});

describe('a second change on one day', () => {
  test('gives back the lines of the first, to the cent', () => {
    const first = change(basic(), '2025-01-17T08:00:00Z', [fee('pro', 200)]);
    const second = change(after(basic(), first), '2025-01-17T16:00:00Z', [fee('max', 300)]);
    expect(told(second.lines)).toEqual([
      'credit pro 2025-01-17 2025-02-01 -9677',
      'charge max 2025-01-17 2025-02-01 14516',
    ]);
    expect(second.lines[0]?.credits).toBe(first.lines[1]?.line_id);
    const line_id = 'pro/2025-01-17/2025-01-17T08:00:00.000Z';
    expect(first.items[0]?.billed).toEqual({ line_id, amount: 9_677n, paid: 0n, credited: 0n, pending: true });
    const direct = change(basic(), '2025-01-17T08:00:00Z', [fee('max', 300)]);
    expect(first.net + second.net).toBe(direct.net);
  });

  test('shares the day by the second', () => {
    const policy = { proration: 'second' } as const;
    const first = change(basic(), '2025-01-17T06:00:00Z', [fee('pro', '310')], { policy });
    const second = change(after(basic(), first), '2025-01-17T18:00:00Z', [fee('max', '620')], { policy });
    // 14.75 and 14.25 days of 10 a day.
    expect(first.lines[1]?.amount).toBe(14_750n);
    expect(second.lines.map(({ amount }) => amount)).toEqual([-14_250n, 28_500n]);
    const active_at = parseInstant('2025-01-17T06:00:00Z');
    const late = open(fee('late', 310, { timing: 'arrear' }), { since: active_at, active_at });
    const service = { start: '2025-01-17', end: '2025-02-01' };
    const arrear = change(monthly([{ ...late, service }]), '2025-01-17T18:00:00Z', [fee('max', 620)], { policy });
    expect(told(arrear.lines)[0]).toBe('charge late 2025-01-17 2025-01-18 500');
  });
});

describe('a line', () => {
  test('says all that an invoice has to say of it', () => {
    const subscription = monthly([paid(seats('seats', 10, '3', { name: 'Seats', product_id: 'p1' }), 3_000n)]);
    const to = [fee('flat', 62, { name: 'Flat fee', quantity: '7', product_id: 'p2', replaces: 'seats' })];
    const [credit, charge] = change(subscription, '2025-01-17T08:00:00Z', to).lines;
    expect({ ...credit, derivation: null }).toEqual({
      type: 'credit',
      subscription_item_id: 'seats',
      kind: 'recurring',
      description: 'Seats',
      quantity: '3',
      unit_price: null,
      amount: -1_452n,
      service_start: '2025-01-17',
      service_end: '2025-02-01',
      product_id: 'p1',
      derivation: null,
      line_id: 'line of seats/credit/2025-01-17',
      credits: 'line of seats',
    });
    expect({ ...charge, derivation: null }).toEqual({
      type: 'charge',
      subscription_item_id: 'flat',
      kind: 'recurring',
      description: 'Flat fee',
      quantity: '1',
      unit_price: null,
      amount: 3_000n,
      service_start: '2025-01-17',
      service_end: '2025-02-01',
      product_id: 'p2',
      derivation: null,
      line_id: 'flat/2025-01-17/2025-01-17T08:00:00.000Z',
      credits: null,
    });
  });

  test('is in the minor unit of its currency, whatever its exponent', () => {
    const amounts = (currency: string) => {
      const subscription = monthly([paid(fee('basic', 1000), 1_000_000n)], { currency });
      return change(subscription, '2025-01-17T08:00:00Z', [fee('pro', 2000)]).lines.map(({ amount }) => amount);
    };
    expect(amounts('JPY')).toEqual([-484n, 968n]);
    expect(amounts('KWD')).toEqual([-483_871n, 967_742n]);
  });

  test('of tiers divides what the whole quantity costs', () => {
    const tiers = [
      { up_to: 10, unit_amount: 10 },
      { up_to: null, unit_amount: 5 },
    ];
    const tiered = (quantity: string) => item('seats', { model: 'graduated', tiers }, { quantity });
    const subscription = monthly([paid(tiered('10'), 10_000n)]);
    const planned = change(subscription, '2025-01-17T08:00:00Z', [tiered('20')]);
    expect(planned.lines.map(({ amount }) => amount)).toEqual([-4_839n, 7_258n]);
    for (const { derivation, amount } of planned.lines)
      expect(derivation && Number(reevaluate(derivation))).toBe(Number(amount) / 100);
  });

  test('rounds once, in the mode it is told, the same up and down', () => {
    const amounts = (mode: 'ceil' | 'floor' | 'half_even') =>
      change(basic(), '2025-01-17T08:00:00Z', [fee('other', 100, { replaces: 'basic', quantity: '2' })], {
        rounding: { mode },
      }).lines.map(({ amount }) => amount);
    // 15 of 31 days of 100.00 are 48.387…
    expect(amounts('ceil')).toEqual([-4_839n, 4_839n]);
    expect(amounts('floor')).toEqual([-4_838n, 4_838n]);
    expect(amounts('half_even')).toEqual([-4_839n, 4_839n]);
  });
});
