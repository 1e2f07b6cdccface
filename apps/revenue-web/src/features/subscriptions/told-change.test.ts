import type { TimelineEntry } from '@revenue/billing-core/customers';
import { describe, expect, it } from 'vitest';
import { createFormat } from '../../format/create-format.ts';
import { toldChange } from './told-change.ts';

const format = createFormat({ locale: 'en-US', time_zone: 'UTC', currency: 'USD' });

type Changes = Record<string, [before: unknown, after: unknown]>;

/** The title and the details of what an entry of a subscription says. */
function told(action: string, changes: Changes, amount: number | null = null): string[] {
  const entry: TimelineEntry = {
    ...{ id: 'e', at: '2026-01-10T09:00:00.000Z', action: `subscription.${action}`, object_type: 'subscription' },
    ...{ actor: { type: 'user', name: 'ada@example.com' }, object_id: 's', label: null, amount, currency: 'USD' },
    changes: Object.entries(changes).map(([field, [before, after]]) => ({
      ...{ field, before: before as never, after: after as never },
    })),
  };
  const { title, details } = toldChange(entry, format);
  // The language writes thin spaces around the dash of a period.
  return [title, ...details].map((sentence) => sentence.replaceAll('\u2009', ' '));
}

const plan = (name: string, version = 1) => ({ name, version });
const seats = (quantity: number, unit_amount = 10) => ({
  ...{ name: 'Seats', quantity, pricing: { model: 'per_unit', unit_amount, per_units: 1 }, meter: { unit: 'seat' } },
});
const fee = { name: 'Fee', quantity: 1 };

describe('a change of a subscription is told', () => {
  it('as the plans it is from and to, with its money and its quantities', () => {
    const changes: Changes = {
      plan: [plan('Starter'), plan('Pro')],
      items: [
        [fee, seats(3)],
        [{ name: 'Pro fee', quantity: 5, pricing: { model: 'flat', amount: 20 } }, seats(5)],
      ],
      current_period: [
        { start: '2026-01-01', end: '2026-02-01' },
        { start: '2026-01-10', end: '2026-02-10' },
      ],
      mrr: [30, 50.5],
    };
    expect(told('updated', changes, -12.5)).toEqual([
      'Changed from Starter to Pro, $12.50 given back before tax',
      'Seats from 3 to 5',
      'Now Jan 10 – Feb 9, 2026',
      'MRR from $30.00 to $50.50',
    ]);
    expect(told('updated', { plan: [plan('Pro'), plan('Pro', 2)] })).toEqual([
      'Moved from version 1 to version 2 of Pro',
    ]);
    const byRun: Changes = {
      plan: [plan('Pro'), plan('Starter')],
      plan_version_id: ['a', 'b'],
      change_id: [null, 'c'],
    };
    expect(told('updated', byRun)).toEqual(['Changed from Pro to Starter, as scheduled']);
  });

  it('as what became of each item', () => {
    const items: Changes = {
      items: [
        [seats(40), fee, { name: 'Phone', quantity: 2 }],
        [seats(44), fee, { name: 'Support', quantity: 1 }],
      ],
    };
    expect(told('updated', items, 4.2)).toEqual([
      'Seats from 40 to 44, Support added, Phone removed, $4.20 charged before tax',
    ]);
    expect(told('updated', { items: [[seats(4)], [seats(4, 8)]] })).toEqual(['Seats now $8.00 per seat']);
  });

  it('as what is to come, on which day and instead of what, and when it does not come', () => {
    const toBasic = { kind: 'plan_change', effective_on: '2026-02-01', plan: plan('Basic'), items: [] };
    const fewer = { ...toBasic, kind: 'quantity', items: [{ ...seats(2), state: 'scheduled' }, fee] };
    expect(told('updated', { scheduled_change: [toBasic, fewer] })).toEqual([
      'Scheduled a change of quantity for Feb 1, 2026',
      'Then Seats 2',
      'It takes the place of the change to Basic on Feb 1, 2026',
    ]);
    expect(told('updated', { scheduled_change: [toBasic, null] })).toEqual([
      'Took back the change to Basic on Feb 1, 2026',
    ]);
    const dropped = { ...toBasic, dropped: 'its trial ended without a payment method' };
    expect(told('updated', { scheduled_change: [toBasic, dropped] })).toEqual([
      'The change to Basic on Feb 1, 2026 does not come: its trial ended without a payment method',
    ]);
    const end = { kind: 'cancel', effective_on: '2026-03-01' };
    expect(told('updated', { scheduled_change: [end, { ...end, dropped: 'its trial ended' }] })).toEqual([
      'The end on Mar 1, 2026 does not come: its trial ended',
    ]);
  });
});

describe('the standing of a subscription is told', () => {
  it('when it ends, when that is taken back, and what becomes of unused days', () => {
    const canceled_at = [null, '2026-01-10T09:00:00.000Z'] as [unknown, unknown];
    const ending: Changes = { ends_on: [null, '2026-02-01'], cancel_at_period_end: [false, true], canceled_at };
    expect(told('updated', { ...ending, cancel_settle: [null, 'none'] })).toEqual([
      'Canceled: ends on Feb 1, 2026, with its period',
    ]);
    expect(told('updated', { ends_on: [null, '2026-01-20'], cancel_settle: [null, 'none'] })).toEqual([
      'Canceled: ends on Jan 20, 2026',
      'Unused days are not given back',
    ]);
    expect(told('updated', { ends_on: ['2026-02-01', null], cancel_settle: ['none', null] }, 7)).toEqual([
      'Took back the cancellation: it goes on, $7.00 charged before tax',
    ]);
    const now: Changes = { status: ['active', 'canceled'], ends_on: [null, '2026-01-10'], mrr: [10, 0] };
    expect(told('canceled', { ...now, cancel_settle: [null, 'refund'] }, -7)).toEqual([
      'Ended on Jan 10, 2026, $7.00 given back before tax',
      'Unused days are refunded',
      'MRR from $10.00 to $0.00',
    ]);
    expect(told('canceled', { reason: [null, 'no payment method'] })).toEqual([
      'Ended with its trial, as there was no payment method',
    ]);
    expect(told('expired', {})).toEqual(['Expired with its contract']);
    expect(told('expired', { reason: [null, 'the first payment did not come'] })).toEqual([
      'Expired, as the first payment did not come',
    ]);
  });

  it('when it pauses and goes on, is past due and paid, and renews', () => {
    expect(told('paused', { pause_reason: [null, 'asked'], resumes_on: [null, '2026-03-01'] }, -3)).toEqual([
      'Paused until Mar 1, 2026, $3.00 given back before tax',
    ]);
    expect(told('paused', { pause_reason: [null, 'unpaid'] })).toEqual(['Paused, as an invoice stayed unpaid']);
    expect(told('paused', { status: ['trialing', 'paused'], reason: [null, 'no payment method'] })).toEqual([
      'Paused, as its trial ended without a payment method',
    ]);
    expect(told('resumed', { status: ['paused', 'active'] }, 3)).toEqual(['Resumed, $3.00 charged before tax']);
    const due: Changes = { status: ['active', 'past_due'], grace_ends_at: [null, '2026-01-20T00:00:00.000Z'] };
    expect(told('updated', due)).toEqual([
      'Past due: an invoice is unpaid',
      'Goes on unpaid until Jan 20, 2026, 12:00 AM UTC',
    ]);
    expect(told('updated', { status: ['past_due', 'active'], grace_ends_at: ['x', null] })).toEqual([
      'Active again: nothing is overdue any more',
    ]);
    expect(told('updated', { grace_ends_at: ['2026-01-20T00:00:00.000Z', null] })).toEqual([
      'The days of grace are over; it goes on unpaid',
    ]);
    const period: Changes = { current_period_start: ['a', '2026-02-01'], current_period_end: ['b', '2026-03-01'] };
    expect(told('renewed', period)).toEqual(['Renewed', 'Now Feb 1 – 28, 2026']);
    expect(told('renewed', {})).toEqual(['Billed for its period']);
  });

  it('with names given to it, and with no raw field of what follows by itself', () => {
    expect(
      told('updated', { external_id: [null, 'crm-7'], metadata: [{}, { a: 1 }], next_billing_at: ['a', 'b'] }),
    ).toEqual(['Your own id is now crm-7', 'Metadata changed']);
    expect(told('updated', {})).toEqual(['Subscription changed']);
  });
});
