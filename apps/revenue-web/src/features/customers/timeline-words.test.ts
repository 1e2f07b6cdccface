import { describe, expect, it } from 'vitest';
import { actionWords, actorWords, changeWords, valueWords } from './timeline-words.ts';

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

  it('say values', () => {
    expect([null, true, 'DE', { a: 1 }].map(valueWords)).toEqual(['nothing', 'yes', 'DE', '{"a":1}']);
  });

  it('say what changed, and of a parent account no id that nobody knows', () => {
    expect(changeWords({ field: 'city', before: 'Bonn', after: null })).toBe('City: from Bonn to nothing');
    expect(changeWords({ field: 'parent_id', before: null, after: 'a' })).toBe('Parent account: chosen');
    expect(changeWords({ field: 'parent_id', before: 'a', after: 'b' })).toBe('Parent account: another one chosen');
    expect(changeWords({ field: 'parent_id', before: 'b', after: null })).toBe('Parent account: taken away');
  });
});
