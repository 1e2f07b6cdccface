import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseOf, noon, policyOf, told } from '../../test/dunning-cases.ts';
import { PROPERTY_RUNS } from '../../test/property-runs.ts';
import { addDays } from '../time/index.ts';
import {
  canTransitionDunning,
  DEFAULT_DUNNING_POLICY,
  type DunningFacts,
  type DunningHold,
  planDunning,
} from './index.ts';

const plan = (facts: DunningFacts, at: Date, policy = DEFAULT_DUNNING_POLICY) =>
  planDunning(policy, facts, at, 'half_up');

describe('the default policy', () => {
  test('retries three times over seven days, mails with rising urgency and suspends when grace ends', () => {
    const finished: string[] = [];
    const taken: string[] = [];
    for (let day = '2026-01-05'; day <= '2026-01-31'; day = addDays(day, 1)) {
      for (;;) {
        const { due } = plan(caseOf({ finished }), noon(day));
        if (due.length === 0) break;
        for (const { step } of due) {
          taken.push(`${day.slice(8)} ${step.id}`);
          finished.push(step.id);
        }
      }
    }
    expect(taken).toEqual([
      '05 mail_first',
      '06 retry_first',
      '08 retry_second',
      '08 mail_second',
      '12 retry_third',
      '12 mail_third',
      '17 mail_final',
      '19 suspend',
    ]);
    expect(plan(caseOf({ finished }), noon('2026-02-01')).status).toBe('exhausted');
  });

  test('leaves the retries out where no payment was tried', () => {
    const { due, next, grace_ends_on } = plan(
      caseOf({ first_failed_on: null, finished: ['mail_first'] }),
      noon('2026-01-07'),
    );
    expect([due, next?.step.id, grace_ends_on]).toEqual([[], 'mail_second', '2026-01-19']);
  });
});

describe('what is due', () => {
  test('comes at its time of day where the customer is, and not before', () => {
    const policy = policyOf([{ id: 'a', action: 'mail', urgency: 'notice', day: 1 }], { time_of_day: '08:30' });
    const facts = caseOf({ time_zone: 'America/New_York' });
    expect(told(plan(facts, new Date('2026-01-06T13:29:59Z'), policy))).toMatchObject({
      due: [],
      next: 'a 2026-01-06T13:30',
    });
    expect(told(plan(facts, new Date('2026-01-06T13:30:00Z'), policy))).toEqual({
      status: 'active',
      due: ['a'],
      skipped: [],
      next: null,
    });
  });

  test('after days without a worker is one retry, then one mail, the most severe of those missed', () => {
    const facts = caseOf();
    const first = plan(facts, noon('2026-01-18'));
    expect(told(first)).toEqual({
      status: 'active',
      due: ['retry_third'],
      skipped: ['retry_first superseded', 'retry_second superseded'],
      next: 'suspend 2026-01-19T09:00',
    });
    expect(first.waits_for).toBe('payment');
    const finished = ['retry_first', 'retry_second', 'retry_third'];
    const second = plan({ ...facts, finished }, noon('2026-01-18'));
    expect(told(second)).toEqual({
      status: 'active',
      due: ['mail_final'],
      skipped: ['mail_first superseded', 'mail_second superseded', 'mail_third superseded'],
      next: 'suspend 2026-01-19T09:00',
    });
    expect(second.waits_for).toBeNull();
  });

  test('of equally severe mails is the last, whatever is more severe comes before what is later', () => {
    const mail = (id: string, urgency: 'reminder' | 'warning', day: number) =>
      ({ id, action: 'mail', urgency, day }) as const;
    const policy = policyOf([mail('a', 'warning', 1), mail('b', 'warning', 2), mail('c', 'reminder', 3)]);
    expect(told(plan(caseOf(), noon('2026-01-20'), policy))).toMatchObject({
      due: ['b'],
      skipped: ['a superseded', 'c superseded'],
    });
  });

  test('is nothing while the outcome of a charge is not known', () => {
    const facts = caseOf({ payment_pending: true });
    const { waits_for, ...pending } = plan(facts, noon('2026-01-18'));
    expect([waits_for, told({ waits_for, ...pending })]).toEqual([
      'payment',
      { status: 'active', due: [], skipped: [], next: 'suspend 2026-01-19T09:00' },
    ]);
  });

  test('is a cancellation without the suspension before it, and giving up in any case', () => {
    const steps = [
      { id: 'suspend', action: 'suspend', after: 'grace_end', day: 0 },
      { id: 'cancel', action: 'cancel', after: 'grace_end', day: 5 },
      { id: 'give_up', action: 'mark_uncollectible', after: 'grace_end', day: 5 },
    ] as const;
    const policy = policyOf([...steps], { grace_days: 3 });
    expect(told(plan(caseOf(), noon('2026-01-12'), policy))).toMatchObject({ due: ['suspend'], skipped: [] });
    expect(told(plan(caseOf(), noon('2026-01-13'), policy))).toEqual({
      status: 'active',
      due: ['cancel', 'give_up'],
      skipped: ['suspend superseded'],
      next: null,
    });
  });

  test('is the most severe mail together with what is taken away, where both were missed', () => {
    const facts = caseOf({ first_failed_on: null });
    expect(told(plan(facts, noon('2026-01-30')))).toEqual({
      status: 'active',
      due: ['mail_final', 'suspend'],
      skipped: ['mail_first superseded', 'mail_second superseded', 'mail_third superseded'],
      next: null,
    });
  });

  test('is every late fee, with its amount; one that rounds to nothing is skipped', () => {
    const fee = (id: string, percent: string, day: number) =>
      ({ id, action: 'late_fee', fee: { type: 'percent', percent }, day }) as const;
    const policy = policyOf([
      fee('a', '1', 1),
      fee('b', '2', 2),
      fee('c', '0.001', 3),
      { id: 'm', action: 'mail', urgency: 'notice', day: 3 },
    ]);
    const planned = plan(caseOf(), noon('2026-01-20'), policy);
    expect(planned.due.map(({ step, fee }) => [step.id, fee?.amount])).toEqual([
      ['a', 99n],
      ['b', 198n],
      ['m', undefined],
    ]);
    expect(told(planned)).toMatchObject({ status: 'active', skipped: ['c no_amount'], next: null });
    expect(planned.skipped[0]).not.toHaveProperty('fee');
    const onlyNothing = policyOf([fee('c', '0.001', 3)]);
    expect(told(plan(caseOf(), noon('2026-01-20'), onlyNothing))).toMatchObject({ status: 'exhausted', due: [] });
  });
});

describe('a payment method that must not be charged', () => {
  test.each([
    ['hard_decline', { last_decline_code: 'stolen_card' }],
    ['no_payment_method', { can_charge: false }],
  ])('skips the retries, and the mails go on: %s', (reason, facts) => {
    expect(told(plan(caseOf({ finished: ['mail_first'], ...facts }), noon('2026-01-06')))).toEqual({
      status: 'active',
      due: [],
      skipped: [`retry_first ${reason}`],
      next: 'retry_second 2026-01-08T09:00',
    });
    expect(told(plan(caseOf(facts), noon('2026-01-08')))).toMatchObject({ due: ['mail_second'] });
  });

  test('a soft decline is tried again, and a policy may say which are hard', () => {
    const facts = caseOf({ finished: ['mail_first'], last_decline_code: 'insufficient_funds' });
    expect(told(plan(facts, noon('2026-01-06')))).toMatchObject({ due: ['retry_first'] });
    const strict = { ...DEFAULT_DUNNING_POLICY, hard_declines: ['insufficient_funds'] };
    expect(told(plan(facts, noon('2026-01-06'), strict))).toMatchObject({ skipped: ['retry_first hard_decline'] });
  });

  test('a policy of retries alone is exhausted by it', () => {
    const policy = policyOf([{ id: 'a', action: 'retry', day: 1 }]);
    expect(plan(caseOf({ can_charge: false }), noon('2026-01-06'), policy).status).toBe('exhausted');
    // The customer may give another one until then.
    expect(told(plan(caseOf({ can_charge: false }), noon('2026-01-05'), policy))).toMatchObject({
      status: 'active',
      next: 'a 2026-01-06T09:00',
    });
  });
});

describe('a hold', () => {
  const promise: DunningHold = { kind: 'promise', from: '2026-01-07', until: '2026-01-14' };

  test('takes nothing while it lasts, and moves what follows by as many days', () => {
    const facts = caseOf({ holds: [promise], finished: ['mail_first', 'retry_first'] });
    expect(plan(facts, noon('2026-01-06')).status).toBe('active');
    const during = plan(facts, noon('2026-01-13'));
    expect(told(during)).toEqual({ status: 'promised', due: [], skipped: [], next: 'retry_second 2026-01-15T09:00' });
    expect([during.waits_for, during.grace_ends_on]).toEqual(['hold', '2026-01-26']);
    expect(told(plan(facts, noon('2026-01-14')))).toMatchObject({
      status: 'active',
      due: [],
      next: 'retry_second 2026-01-15T09:00',
    });
    expect(told(plan(facts, noon('2026-01-15')))).toMatchObject({ due: ['retry_second'] });
  });

  test('lets what was missed before it come when it ends', () => {
    const facts = caseOf({ holds: [promise], finished: ['mail_first'] });
    expect(told(plan(facts, noon('2026-01-07'))).next).toBe('retry_first 2026-01-14T00:00');
    expect(told(plan(facts, new Date('2026-01-14T00:00:00Z'))).due).toEqual(['retry_first']);
  });

  test('begins and ends with the days of the customer', () => {
    const facts = caseOf({
      holds: [{ ...promise, kind: 'pause' }],
      time_zone: 'Asia/Tokyo',
      finished: ['mail_first', 'retry_first'],
    });
    expect(plan(facts, new Date('2026-01-06T14:59:59Z')).status).toBe('active');
    expect(plan(facts, new Date('2026-01-06T15:00:00Z')).status).toBe('paused');
    expect(plan(facts, new Date('2026-01-13T14:59:59Z')).status).toBe('paused');
    expect(plan(facts, new Date('2026-01-13T15:00:00Z')).status).toBe('active');
  });

  test('without an end has no next step, and leaves the case open', () => {
    const facts = caseOf({ holds: [{ kind: 'pause', from: '2026-01-07', until: null }] });
    const paused = plan(facts, noon('2026-03-01'));
    expect([told(paused), paused.grace_ends_on]).toEqual([
      { status: 'paused', due: [], skipped: [], next: null },
      null,
    ]);
    // One that is to come: all that is left stands behind it.
    const finished = ['mail_first', 'retry_first'];
    expect(told(plan({ ...facts, finished }, noon('2026-01-06')))).toEqual({
      status: 'active',
      due: [],
      skipped: [],
      next: null,
    });
  });

  test('has no next step where all that is left stands behind another one without an end', () => {
    const holds: DunningHold[] = [promise, { kind: 'pause', from: '2026-01-15', until: null }];
    const finished = ['mail_first', 'retry_first'];
    expect(told(plan(caseOf({ holds, finished }), noon('2026-01-08')))).toMatchObject({
      status: 'promised',
      next: null,
    });
  });

  test('holds nothing where nothing is left to do', () => {
    const finished = DEFAULT_DUNNING_POLICY.steps.map(({ id }) => id);
    for (const hold of [promise, { ...promise, kind: 'pause', until: null } as const])
      expect(told(plan(caseOf({ finished, holds: [hold] }), noon('2026-01-08')))).toMatchObject({
        status: 'exhausted',
        next: null,
      });
  });
});

describe('a payment', () => {
  test('ends the case and takes a suspension back, once', () => {
    const paid = plan(caseOf({ amount_due: 0n, suspended: true }), noon('2026-01-30'));
    expect([told(paid), paid.reactivate]).toEqual([{ status: 'resolved', due: [], skipped: [], next: null }, true]);
    const again = plan(caseOf({ status: 'resolved', amount_due: 0n, suspended: true }), noon('2026-01-30'));
    expect([again.status, again.reactivate]).toEqual(['resolved', false]);
  });

  test('reactivates nothing that was not suspended, and ends a held case too', () => {
    const holds: DunningHold[] = [{ kind: 'pause', from: '2026-01-01', until: null }];
    const paid = plan(caseOf({ amount_due: -100n, holds }), noon('2026-01-06'));
    expect([paid.status, paid.reactivate, paid.waits_for, paid.grace_ends_on]).toEqual(['resolved', false, null, null]);
  });

  test('that leaves something open lets the case go on, and a case that is over stays so', () => {
    expect(told(plan(caseOf({ amount_due: 1n }), noon('2026-01-05')))).toMatchObject({
      status: 'active',
      due: ['mail_first'],
    });
    expect(told(plan(caseOf({ status: 'resolved' }), noon('2026-01-20')))).toMatchObject({
      status: 'resolved',
      due: [],
    });
  });

  test('is not needed to revive an exhausted case whose policy gained a step', () => {
    const finished = DEFAULT_DUNNING_POLICY.steps.filter(({ id }) => id !== 'suspend').map(({ id }) => id);
    expect(told(plan(caseOf({ status: 'exhausted', finished }), noon('2026-01-20')))).toMatchObject({
      status: 'active',
      due: ['suspend'],
    });
  });
});

const january = fc.integer({ min: 1, max: 60 }).map((days) => addDays('2026-01-01', days));
const hold = fc
  .record({
    kind: fc.constantFrom('pause' as const, 'promise' as const),
    from: january,
    days: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ kind, from, days }): DunningHold => ({ kind, from, until: addDays(from, days) }));
const facts = fc
  .record({
    first_failed_on: fc.constantFrom(null, '2026-01-05', '2026-01-08'),
    time_zone: fc.constantFrom('UTC', 'America/New_York', 'Pacific/Apia', 'Europe/Berlin'),
    holds: fc.array(hold, { maxLength: 3 }),
    can_charge: fc.boolean(),
    last_decline_code: fc.constantFrom(null, 'lost_card', 'insufficient_funds'),
  })
  .map((more) => caseOf(more));
const policies = fc.constantFrom(DEFAULT_DUNNING_POLICY, {
  ...DEFAULT_DUNNING_POLICY,
  business_days: { weekend: [6, 7], holidays: ['2026-01-06'] },
});

test('whenever the worker runs, no step is taken twice or early, and no run mails or charges twice', () => {
  const runs = fc.array(fc.integer({ min: 0, max: 24 * 90 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(policies, facts, runs, (policy, start, hours) => {
      let state = start;
      for (const hour of hours.toSorted((left, right) => left - right)) {
        const now = new Date(Date.UTC(2026, 0, 1, hour));
        const planned = plan(state, now, policy);
        expect(plan(state, now, policy)).toEqual(planned);
        const acted = [...planned.due, ...planned.skipped];
        expect(acted.every(({ at, step }) => at <= now && !state.finished.includes(step.id))).toBe(true);
        expect(planned.due.filter(({ step }) => step.action === 'mail').length).toBeLessThanOrEqual(1);
        expect(planned.due.filter(({ step }) => step.action === 'retry').length).toBeLessThanOrEqual(1);
        expect(planned.status === state.status || canTransitionDunning(state.status, planned.status)).toBe(true);
        const finished = [...state.finished, ...acted.map(({ step }) => step.id)];
        expect(new Set(finished).size).toBe(finished.length);
        state = { ...state, status: planned.status, finished };
      }
    }),
    PROPERTY_RUNS,
  );
});

test('nothing happens before the instant that is named next, and something does at that instant', () => {
  fc.assert(
    fc.property(policies, facts, fc.integer({ min: 0, max: 24 * 90 }), (policy, start, hour) => {
      const now = new Date(Date.UTC(2026, 0, 1, hour));
      const planned = plan(start, now, policy);
      const finished = [...planned.due, ...planned.skipped].map(({ step }) => step.id);
      // What waits for the retry just made would come before the next step.
      if (planned.next === null || planned.waits_for === 'payment') return;
      const acts = (at: number) => {
        const { due, skipped } = plan({ ...start, finished }, new Date(at), policy);
        return due.length + skipped.length > 0;
      };
      expect(planned.next.at > now).toBe(true);
      expect(acts(planned.next.at.getTime())).toBe(true);
      expect(acts(planned.next.at.getTime() - 1)).toBe(false);
    }),
    PROPERTY_RUNS,
  );
});

test('nothing is taken away before the grace period is over', () => {
  fc.assert(
    fc.property(policies, facts, fc.integer({ min: 0, max: 24 * 90 }), (policy, start, hour) => {
      const now = new Date(Date.UTC(2026, 0, 1, hour));
      const { due, grace_ends_on } = plan(start, now, policy);
      for (const { step, on } of due) if (step.action === 'suspend') expect(on >= (grace_ends_on ?? '')).toBe(true);
    }),
    PROPERTY_RUNS,
  );
});
