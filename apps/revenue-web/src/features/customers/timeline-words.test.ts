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
  });
});
