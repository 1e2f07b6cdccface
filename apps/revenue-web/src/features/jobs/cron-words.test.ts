import { describe, expect, it } from 'vitest';
import { cronWords } from './cron-words.ts';

describe('cronWords', () => {
  it.each([
    ['2 * * * *', 'Every hour at minute 2'],
    ['32 3 * * *', 'Every day at 03:32 UTC'],
    ['*/5 * * * *', 'Every 5 minutes'],
    ['0 6 1 * *', '0 6 1 * * (UTC)'],
  ])('words %s', (cron, words) => {
    expect(cronWords(cron)).toBe(words);
  });
});
