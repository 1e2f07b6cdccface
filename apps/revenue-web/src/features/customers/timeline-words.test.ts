import { describe, expect, it } from 'vitest';
import { actionWords, actorWords, valueWords } from './timeline-words.ts';

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
});
