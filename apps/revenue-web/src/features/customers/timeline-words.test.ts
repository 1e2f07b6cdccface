import { describe, expect, it } from 'vitest';
import { actionWords, actorWords, changeWords, setByWords, valueWords } from './timeline-words.ts';

describe('the words of a timeline', () => {
  it('say what happened, also of what is not known yet', () => {
    expect(actionWords('invoice.paid')).toBe('Invoice paid');
    expect(actionWords('wallet.topped_up')).toBe('Wallet topped up');
  });

  it('say who did it', () => {
    expect(actorWords({ type: 'user', name: 'ada@example.com' })).toBe('ada@example.com');
    expect(actorWords({ type: 'api_key', name: 'CRM' })).toBe('API key CRM');
    expect(actorWords({ type: 'system', name: 'cli customers:import' })).toBe('the command customers:import');
    expect(actorWords({ type: 'system', name: 'seed' })).toBe('the system');
  });

  it('say who set a price, of which only a name is known', () => {
    expect(setByWords('Ada Lovelace')).toBe('Ada Lovelace');
    expect(setByWords('seed')).toBe('the system');
    expect(setByWords('cli products:import')).toBe('the command products:import');
  });

  it('say values', () => {
    expect([null, true, 'DE', { a: 1 }].map((value) => valueWords(value))).toEqual(['nothing', 'yes', 'DE', '{"a":1}']);
  });

  it('say what changed, and of a parent account no id that nobody knows', () => {
    expect(changeWords({ field: 'city', before: 'Bonn', after: null })).toBe('City: from Bonn to nothing');
    expect(changeWords({ field: 'parent_id', before: null, after: 'a' })).toBe('Parent account: chosen');
    expect(changeWords({ field: 'parent_id', before: 'a', after: 'b' })).toBe('Parent account: another one chosen');
    expect(changeWords({ field: 'parent_id', before: 'b', after: null })).toBe('Parent account: taken away');
  });

  it('say days as the page writes them, records by their names, and of lists only that they changed', () => {
    const write = (day: string) => `the ${day.slice(-2)}th`;
    expect(changeWords({ field: 'ends_on', before: null, after: '2026-01-17' }, write)).toBe(
      'Ends on: from nothing to the 17th',
    );
    expect(changeWords({ field: 'plan', before: { name: 'Basic' }, after: { name: 'Pro' } })).toBe(
      'Plan: from Basic to Pro',
    );
    expect(changeWords({ field: 'tags', before: [], after: ['a'] })).toBe('Tags changed');
    const canceled = { field: 'canceled_at', before: null, after: '2026-01-17T09:30:00.000Z' };
    expect(changeWords(canceled, write, (at) => `at ${at.slice(11, 16)}`)).toBe('Cancelled: from nothing to at 09:30');
    expect(changeWords({ field: 'cancel_settle', before: null, after: 'none' })).toBe('Unused days: kept');
  });

  it('say of items what became of each, and of a change to come what it is and when', () => {
    const items = (...all: [string, number][]) => all.map(([name, quantity]) => ({ name, quantity }));
    const before = items(['Seats', 40], ['Fee', 1], ['Phone', 2]);
    const after = items(['Seats', 44], ['Fee', 1], ['Support', 1]);
    expect(changeWords({ field: 'items', before, after })).toBe('Seats from 40 to 44, Support added, Phone gone');
    const scheduled = { plan: { name: 'Basic' }, effective_on: '2026-02-01' };
    expect(changeWords({ field: 'scheduled_change', before: null, after: scheduled })).toBe(
      'Scheduled change to Basic on 2026-02-01',
    );
    const dropped = (kind: string) =>
      changeWords({
        field: 'scheduled_change',
        before: scheduled,
        after: { ...scheduled, kind, dropped: 'its trial ended' },
      });
    expect(dropped('plan_change')).toBe('Scheduled change to Basic on 2026-02-01 dropped: its trial ended');
    expect(dropped('cancel')).toBe('Scheduled end on 2026-02-01 dropped: its trial ended');
    expect(changeWords({ field: 'mrr', before: 10, after: 12 })).toBe('MRR: from 10 to 12');
  });
});
