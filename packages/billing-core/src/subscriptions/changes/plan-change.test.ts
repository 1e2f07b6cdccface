import { describe, expect, test } from 'vitest';
import { reevaluate } from '../../../test/derivation-interpreter.ts';
import { codeOf } from '../../../test/error-code.ts';
import { stepLines } from '../../../test/step-lines.ts';
import { after, fee, JANUARY, metered, monthly, open, paid, told } from '../../../test/subscriptions-kit.ts';
import { parseInstant } from '../../time/index.ts';
import {
  type ChangePolicy,
  type PlanChange,
  planChange,
  planRenewal,
  renewedSubscription,
  scheduledChange,
} from '../index.ts';

type More = Partial<PlanChange> & { policy?: Partial<ChangePolicy> };

const change = (subscription: PlanChange['subscription'], at: string, items: PlanChange['items'], more: More = {}) =>
  planChange({ subscription, at: parseInstant(at), items, rounding: { mode: 'half_up' }, ...more });

const basic = () => monthly([paid(fee('basic', 100), 10_000n)]);

describe('a change of plan', () => {
  test('credits the days that are left of the old price and charges them of the new one', () => {
    const planned = change(basic(), '2025-01-17T09:30:00Z', [fee('pro', 200, { replaces: 'basic' })]);
    expect(told(planned.lines)).toEqual([
      'credit basic 2025-01-17 2025-02-01 -4839',
      'charge pro 2025-01-17 2025-02-01 9677',
    ]);
    expect(planned).toMatchObject({
      direction: 'upgrade',
      when: 'now',
      effective_on: '2025-01-17',
      net: 4838n,
      billing: 'invoice_now',
      subscription: { cycle_index: 0, current_period_start: '2025-01-01', current_period_end: '2025-02-01' },
    });
    expect(planned.effective_at).toEqual(parseInstant('2025-01-17T09:30:00Z'));
    expect(planned.subscription.next_billing_at).toEqual(parseInstant('2025-02-01T00:00:00Z'));
    expect(planned.lines[0]).toMatchObject({ credits: 'line of basic', quantity: '1', unit_price: null });
    expect(planned.lines[1]).toMatchObject({ credits: null, line_id: 'pro/2025-01-17/2025-01-17T09:30:00.000Z' });
  });

  test('can explain every line and the net', () => {
    const billed = { line_id: 'one', amount: 10_000n, discount: 1_000n, paid: 9_000n, credited: 5_000n };
    const planned = change(monthly([open(fee('basic', 100), { billed })]), '2025-01-11T00:00:00Z', [fee('pro', 200)]);
    // 21 of 31 days of 100 less 10 % would be 60.97; 40 of the 90 that were paid are left to give back.
    expect(told(planned.lines)[0]).toBe('credit basic 2025-01-11 2025-02-01 -4000');
    const [credit] = planned.lines;
    expect(credit?.derivation && stepLines(credit.derivation)).toEqual([
      'flat: flat = value(amount=100) -> 100',
      'portion_product: proration_part = multiply(amount<-flat, part=21) -> 2100',
      'prorated: proration = divide(amount<-portion_product, whole=31) -> 67.741935483870967741935483870968 {"part":21,"whole":31}',
      'discounted_part: after_discount = multiply(amount<-prorated, after_discount=90) -> 6096.774193548387096774193548387097',
      'discounted: after_discount = divide(amount<-discounted_part, line_amount=100) -> 60.967741935483870967741935483871',
      'rounded: rounding = round(amount<-discounted) -> 60.97 2 half_up',
      'left_to_credit: credit_cap = subtract(limit=90, credited=50) -> 40',
      'at_most_left: credit_cap = min(potential<-rounded, left<-left_to_credit) -> 40',
      'not_below_zero: credit_cap = max(amount<-at_most_left, zero=0) -> 40',
      'credit: credited_total = multiply(amount<-not_below_zero, sign=-1) -> -40',
    ]);
    for (const { derivation, amount } of planned.lines)
      expect(derivation && Number(reevaluate(derivation))).toBe(Number(amount) / 100);
    expect(planned.derivation && reevaluate(planned.derivation)).toBe('95.48');
    expect(planned.derivation?.steps.at(-1)).toMatchObject({ id: 'net', rule: 'plan_difference' });
    const silent = change(basic(), '2025-01-11T00:00:00Z', [fee('pro', 200)], { explain: false });
    expect(silent).toMatchObject({ derivation: null, lines: [{ derivation: null }, { derivation: null }] });
    expect(silent.net).toBe(13_548n - 6_774n);
  });
});

describe('another interval', () => {
  const year = { interval: 'year', interval_count: 1 } as const;

  test('begins a whole new period on the day', () => {
    const planned = change(basic(), '2025-01-17T08:00:00Z', [fee('yearly', 1200)], { plan: year });
    expect(told(planned.lines)).toEqual([
      'credit basic 2025-01-17 2025-02-01 -4839',
      'charge yearly 2025-01-17 2026-01-17 120000',
    ]);
    expect(planned).toMatchObject({
      direction: 'neither',
      subscription: {
        ...year,
        anchor_date: '2025-01-17',
        cycle_index: 0,
        current_period_start: '2025-01-17',
        current_period_end: '2026-01-17',
      },
    });
    expect(planned.subscription.next_billing_at).toEqual(parseInstant('2026-01-17T00:00:00Z'));
  });

  test('or a stub to the boundary that the anchor has in it', () => {
    const policy = { new_period: 'align' } as const;
    const planned = change(basic(), '2025-01-17T08:00:00Z', [fee('yearly', 1200)], { plan: year, policy });
    expect(told(planned.lines)[1]).toBe('charge yearly 2025-01-17 2026-01-01 114740');
    expect(planned.subscription).toMatchObject({
      anchor_date: '2025-01-01',
      current_period_start: '2025-01-17',
      current_period_end: '2026-01-01',
    });
  });

  test('charges what was used in arrear, and the new period in advance, in every mode', () => {
    const items = [paid(fee('basic', 31), 3_100n), open(fee('late', 31, { timing: 'arrear' }))];
    const to = [fee('yearly', 365), fee('late', 31, { timing: 'arrear' })];
    const lines = (proration: ChangePolicy['proration']) =>
      told(
        change(monthly(items), '2025-01-11T00:00:00Z', to, { plan: year, policy: { proration }, when: 'now' }).lines,
      );
    const used = ['charge late 2025-01-01 2025-01-11 1000', 'charge yearly 2025-01-11 2026-01-11 36500'];
    expect(lines('none')).toEqual(used);
    const unused = 'credit basic 2025-01-11 2025-02-01 -2100';
    // The new price does not hold for the ten days that were used, so there is no difference to take for them.
    for (const mode of ['full_difference', 'day_half_open'] as const) expect(lines(mode)).toEqual([unused, ...used]);
  });

  test('credits and charges again what is the same in both', () => {
    const planned = change(basic(), '2025-01-17T00:00:00Z', [fee('basic', 100)], {
      plan: { interval: 'month', interval_count: 2 },
      when: 'now',
    });
    expect(told(planned.lines)).toEqual([
      'credit basic 2025-01-17 2025-02-01 -4839',
      'charge basic 2025-01-17 2025-03-17 10000',
    ]);
  });

  test('leaves alone a fee of its own interval while the anchor stays', () => {
    const yearly = { every: { interval: 'year', interval_count: 1 } } as const;
    const domain = paid(fee('domain', 365, yearly), 36_500n, { service: { start: '2025-01-01', end: '2026-01-01' } });
    const subscription = monthly([paid(fee('basic', 31), 3_100n), domain]);
    const to = [fee('quarterly', 90), fee('domain', 365, yearly)];
    const plan = { interval: 'quarter', interval_count: 1 } as const;
    const lines = (new_period: 'align' | 'restart') =>
      told(change(subscription, '2025-01-11T00:00:00Z', to, { plan, policy: { new_period }, when: 'now' }).lines);
    expect(lines('align')).toEqual([
      'credit basic 2025-01-11 2025-02-01 -2100',
      'charge quarterly 2025-01-11 2025-04-01 8000',
    ]);
    expect(lines('restart')).toEqual([
      'credit basic 2025-01-11 2025-02-01 -2100',
      'credit domain 2025-01-11 2026-01-01 -35500',
      'charge domain 2025-01-11 2026-01-11 36500',
      'charge quarterly 2025-01-11 2025-04-11 9000',
    ]);
  });
});

describe('a change at period end', () => {
  test('is the default for less, bills nothing now and begins with the next period', () => {
    const planned = change(basic(), '2025-01-17T08:00:00Z', [fee('mini', 50)]);
    expect(planned).toMatchObject({
      direction: 'downgrade',
      when: 'period_end',
      effective_on: '2025-02-01',
      lines: [],
      net: 0n,
      billing: 'nothing',
      items: [{ subscription_item_id: 'mini', service: { start: '2025-02-01', end: '2025-03-01' }, billed: null }],
      subscription: { cycle_index: 1, current_period_start: '2025-02-01', current_period_end: '2025-03-01' },
    });
    expect(planned.effective_at).toEqual(parseInstant('2025-02-01T00:00:00Z'));
    expect(planned.subscription.next_billing_at).toEqual(parseInstant('2025-02-01T00:00:00Z'));
  });

  test('can be had now, by the policy or by asking, and an upgrade can wait', () => {
    const mini = [fee('mini', 50)];
    expect(change(basic(), '2025-01-17T08:00:00Z', mini, { policy: { downgrade: 'now' } }).when).toBe('now');
    expect(change(basic(), '2025-01-17T08:00:00Z', mini, { when: 'now' }).net).toBe(2_419n - 4_839n);
    expect(change(basic(), '2025-01-17T08:00:00Z', [fee('pro', 200)], { when: 'period_end' }).lines).toEqual([]);
  });

  test('to another interval is counted from there, or from the anchor', () => {
    const anchored = monthly([paid(fee('basic', 31), 3_100n)], { anchor_date: '2024-12-01', cycle_index: 1 });
    const to = (new_period: 'restart' | 'align') =>
      change(anchored, '2025-01-17T08:00:00Z', [fee('quarterly', 1)], {
        plan: { interval: 'quarter', interval_count: 1 },
        policy: { new_period },
      });
    expect(to('restart').subscription).toMatchObject({ anchor_date: '2025-02-01', current_period_end: '2025-05-01' });
    expect(to('align').subscription).toMatchObject({ anchor_date: '2024-12-01', current_period_end: '2025-03-01' });
    expect(to('align').items[0]?.service).toEqual({ start: '2025-02-01', end: '2025-03-01' });
  });

  test('lets the renewal bill what stays as it is, too', () => {
    const planned = change(basic(), '2025-01-17T08:00:00Z', [fee('basic', 100), fee('more', 1)], {
      when: 'period_end',
    });
    expect(planned.lines).toEqual([]);
    const next = { service: { start: '2025-02-01', end: '2025-03-01' }, billed: null };
    expect(planned.items).toMatchObject([next, next]);
  });

  test('leaves a single fee and usage to the renewal', () => {
    const subscription = monthly([paid(fee('basic', 100), 10_000n), open(metered('tokens', '0.01'))]);
    const planned = change(subscription, '2025-01-17T08:00:00Z', [
      fee('mini', 50),
      fee('once', 9, { kind: 'one_time' }),
    ]);
    expect(planned).toMatchObject({ lines: [], billing: 'nothing' });
    const scheduled = { ...renewedSubscription(subscription), scheduled_change: scheduledChange(planned) };
    const terms = { usage: () => '0', rounding: { mode: 'half_up' as const } };
    const bill = (as_of: string) =>
      planRenewal({ subscription: scheduled, as_of: parseInstant(as_of), ...terms }).lines;
    const amounts = bill('2025-03-01T00:00:00Z').map(({ description, amount }) => [description, amount]);
    expect(amounts).toEqual([
      ['mini', 5_000n],
      ['once', 900n],
      ['mini', 5_000n],
    ]);
  });
});

describe('free days', () => {
  const trial = (more = {}) =>
    monthly([open(fee('basic', 100), { service: { start: '2025-01-15', end: '2025-02-01' } })], {
      trial_end: '2025-01-15',
      next_billing_at: parseInstant('2025-01-15T00:00:00Z'),
      ...more,
    });

  test('of a trial cost nothing to change, and end when they would have', () => {
    const planned = change(trial(), '2025-01-10T08:00:00Z', [fee('pro', 200)]);
    expect(planned).toMatchObject({ when: 'now', lines: [], billing: 'nothing' });
    expect(planned.items[0]).toMatchObject({ service: { start: '2025-01-15', end: '2025-02-01' }, billed: null });
    expect(planned.subscription).toMatchObject({
      current_period_start: '2025-01-01',
      current_period_end: '2025-02-01',
    });
    expect(planned.subscription.next_billing_at).toEqual(parseInstant('2025-01-15T00:00:00Z'));
    const arrear = change(trial(), '2025-01-10T08:00:00Z', [fee('pro', 200, { timing: 'arrear' })]);
    expect(arrear.subscription.next_billing_at).toEqual(parseInstant('2025-02-01T00:00:00Z'));
    const both = change(trial(), '2025-01-10T08:00:00Z', [fee('late', 9, { timing: 'arrear' }), fee('pro', 200)]);
    expect(both.subscription.next_billing_at).toEqual(parseInstant('2025-01-15T00:00:00Z'));
    expect(change(trial(), '2025-01-10T08:00:00Z', [fee('mini', 1)]).when).toBe('now');
  });

  test('are over on the day the trial ends', () => {
    expect(codeOf(() => change(trial(), '2025-01-15T00:00:00Z', [fee('pro', 200)]))).toBe('renewal_due');
    const service = { start: '2025-01-15', end: '2025-02-01' };
    const paidFor = monthly([paid(fee('basic', 100), 5_484n, { service })], { trial_end: '2025-01-15' });
    const planned = change(paidFor, '2025-01-15T00:00:00Z', [fee('pro', 200)]);
    expect(planned.lines.map(({ amount }) => amount)).toEqual([-5_484n, 10_968n]);
  });

  test('may be longer than the period', () => {
    const long = trial({ trial_end: '2025-02-10', next_billing_at: parseInstant('2025-02-01T00:00:00Z') });
    const planned = change(long, '2025-01-10T08:00:00Z', [fee('pro', 200)]);
    expect(planned.items[0]?.service).toEqual({ start: '2025-02-01', end: '2025-02-01' });
    expect(planned.subscription.next_billing_at).toEqual(parseInstant('2025-02-01T00:00:00Z'));
  });

  test('count another interval from their end', () => {
    const year = { interval: 'year', interval_count: 1 } as const;
    const planned = change(trial(), '2025-01-10T08:00:00Z', [fee('yearly', 1200)], { plan: year });
    expect(planned.subscription).toMatchObject({
      anchor_date: '2025-01-15',
      cycle_index: -1,
      current_period_start: '2025-01-01',
      current_period_end: '2025-01-15',
    });
    const aligned = change(trial(), '2025-01-10T08:00:00Z', [fee('yearly', 1200)], {
      plan: year,
      policy: { new_period: 'align' },
    });
    expect(aligned.subscription).toMatchObject({ anchor_date: '2025-01-01', current_period_end: '2026-01-01' });
    expect(aligned.items[0]?.service).toEqual({ start: '2025-01-15', end: '2026-01-01' });
  });

  test('before the start are free as well, and the start stays', () => {
    const future = () => monthly([open(fee('basic', 100))], { next_billing_at: parseInstant('2025-01-01T00:00:00Z') });
    const planned = change(future(), '2024-12-20T08:00:00Z', [fee('pro', 200)]);
    expect(planned).toMatchObject({ lines: [], items: [{ service: JANUARY, billed: null }] });
    const withoutTrial = change({ ...future(), trial_end: null }, '2024-12-20T08:00:00Z', [fee('pro', 200)]);
    expect(withoutTrial.items).toEqual(planned.items);
    expect(planned.subscription.next_billing_at).toEqual(parseInstant('2025-01-01T00:00:00Z'));
    const yearly = change(future(), '2024-12-20T08:00:00Z', [fee('yearly', 200)], {
      plan: { interval: 'year', interval_count: 1 },
    });
    expect(yearly.subscription).toMatchObject({ anchor_date: '2025-01-01', current_period_end: '2026-01-01' });
    const domain = fee('domain', 365, { every: { interval: 'year', interval_count: 1 } });
    const own = change(future(), '2024-12-20T08:00:00Z', [fee('basic', 100), domain]);
    expect(own.items[1]?.service).toEqual({ start: '2025-01-01', end: '2026-01-01' });
  });

  test('are none where a trial ended before the start', () => {
    const subscription = monthly([paid(fee('basic', 100), 10_000n)], { trial_end: '2024-12-01' });
    expect(change(subscription, '2025-01-17T00:00:00Z', [fee('pro', 200)]).lines).toHaveLength(2);
    expect(change({ ...subscription, trial_end: null }, '2025-01-17T00:00:00Z', [fee('pro', 200)]).lines).toHaveLength(
      2,
    );
  });
});

describe('a subscription that will end', () => {
  test('keeps its end, and the run comes with it', () => {
    const ends = (ends_on: string | null) =>
      change(monthly(basic().items, { ends_on }), '2025-01-17T08:00:00Z', [fee('pro', 200)]).subscription;
    expect(ends('2025-01-20').next_billing_at).toEqual(parseInstant('2025-01-20T00:00:00Z'));
    expect(ends('2025-03-20').next_billing_at).toEqual(parseInstant('2025-02-01T00:00:00Z'));
    expect(ends(null).next_billing_at).toEqual(parseInstant('2025-02-01T00:00:00Z'));
  });
});

describe('for the renewal', () => {
  test('a changed subscription is its components, each from the day it is charged for', () => {
    const once = fee('once', 9, { kind: 'one_time' });
    const planned = change(basic(), '2025-01-17T08:00:00Z', [fee('pro', 200, { replaces: 'basic' }), once]);
    const renewed = renewedSubscription(after(basic(), planned));
    const { replaces: _, ...pro } = fee('pro', 200);
    expect(renewed.plan).toEqual({
      interval: 'month',
      interval_count: 1,
      currency: 'USD',
      components: [
        { ...pro, active_from: '2025-01-17' },
        { ...once, active_from: '2025-01-17' },
      ],
    });
    expect(renewed).toMatchObject({ anchor_date: '2025-01-01', cycle_index: 0, start_date: '2025-01-01' });
    expect(Object.keys(renewed)).not.toContain('items');
  });

  test('a change at period end is scheduled for its boundary', () => {
    const plan = { interval: 'quarter', interval_count: 1 } as const;
    const planned = change(basic(), '2025-01-17T08:00:00Z', [fee('quarterly', 1)], { plan });
    expect(scheduledChange(planned)).toEqual({
      ...plan,
      on: '2025-02-01',
      anchor_date: '2025-02-01',
      components: [{ ...fee('quarterly', 1), active_from: '2025-02-01' }],
    });
  });
});

describe('an invoice', () => {
  test('is made at once for what costs something, unless the policy lets it wait', () => {
    const pro = [fee('pro', 200)];
    expect(change(basic(), '2025-01-17T08:00:00Z', pro).billing).toBe('invoice_now');
    expect(change(basic(), '2025-01-17T08:00:00Z', pro, { policy: { invoicing: 'next_invoice' } }).billing).toBe(
      'next_invoice',
    );
    const cent = change(monthly([paid(fee('basic', 31), 3_100n)]), '2025-01-17T08:00:00Z', [fee('other', '31.02')]);
    expect(cent).toMatchObject({ net: 1n, billing: 'invoice_now' });
    const swap = change(basic(), '2025-01-17T08:00:00Z', [fee('other', 100)]);
    expect(swap).toMatchObject({ net: 0n, billing: 'next_invoice' });
    expect(swap.lines).toHaveLength(2);
  });
});

describe('a change is refused', () => {
  const pro = [fee('pro', 200)];

  test.each(['canceled', 'expired', 'paused'] as const)('of a subscription that is %s', (status) => {
    expect(codeOf(() => change({ ...basic(), status }, '2025-01-17T00:00:00Z', pro))).toBe('illegal_transition');
  });

  test('while a period that is over waits to be billed, to the instant', () => {
    expect(codeOf(() => change(basic(), '2025-02-01T00:00:00Z', pro))).toBe('renewal_due');
    expect(codeOf(() => change(basic(), '2025-01-31T23:59:59.999Z', pro))).toBe('nothing thrown');
    const unopened = { ...basic(), next_billing_at: parseInstant('2025-01-01T00:00:00Z') };
    expect(codeOf(() => change(unopened, '2025-01-01T00:00:00Z', pro))).toBe('renewal_due');
    const auckland = { ...basic(), time_zone: 'Pacific/Auckland', next_billing_at: null };
    expect(codeOf(() => change(auckland, '2025-01-31T11:00:00Z', pro))).toBe('renewal_due');
    expect(codeOf(() => change(auckland, '2025-01-31T10:59:59Z', pro))).toBe('nothing thrown');
  });

  test('in a period that is billed and over, and before the last change', () => {
    const later = { current_period_start: '2025-02-01', current_period_end: '2025-03-01', cycle_index: 1 };
    for (const at of ['2025-01-01T00:00:00Z', '2025-01-17T00:00:00Z'])
      expect(codeOf(() => change({ ...basic(), ...later }, at, pro))).toBe('validation_failed');
    const first = after(basic(), change(basic(), '2025-01-17T08:00:00Z', pro));
    expect(codeOf(() => change(first, '2025-01-17T07:59:59Z', [fee('max', 300)]))).toBe('validation_failed');
    expect(codeOf(() => change(first, '2025-01-17T08:00:00Z', [fee('max', 300)]))).toBe('nothing thrown');
  });

  test('for items that cannot be', () => {
    const codes = [[], [fee('a', 1), fee('a', 2)], [fee('a', 1, { replaces: 'nobody' })]].map((items) =>
      codeOf(() => change(basic(), '2025-01-17T00:00:00Z', items)),
    );
    expect(codes).toEqual(['validation_failed', 'validation_failed', 'validation_failed']);
    const odd = [
      { interval: 'week', interval_count: 8 },
      { interval: 'day', interval_count: 30 },
    ] as const;
    for (const every of odd)
      expect(codeOf(() => change(basic(), '2025-01-17T00:00:00Z', [fee('a', 1, { every })]))).toBe('invalid_pricing');
    const bimonthly = { plan: { interval: 'month', interval_count: 2 } } as const;
    const every = { interval: 'quarter', interval_count: 1 } as const;
    expect(codeOf(() => change(basic(), '2025-01-17T00:00:00Z', [fee('a', 1, { every })], bimonthly))).toBe(
      'invalid_pricing',
    );
  });
});
