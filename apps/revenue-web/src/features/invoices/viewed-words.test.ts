import { expect, it } from 'vitest';
import { viewedWords } from './viewed-words.ts';

const format = { dateTime: (instant: string) => instant };
const url = 'https://billing.example/i/x';

it('says that nobody has looked, who looked once, and between when others did', () => {
  const link = { url, visits: 0, first_viewed_at: null, last_viewed_at: null };
  expect(viewedWords(link, format)).toBe('Nobody but you has looked at it yet.');
  const once = { ...link, visits: 1, first_viewed_at: 'Monday', last_viewed_at: 'Monday' };
  expect(viewedWords(once, format)).toBe('Looked at once, on Monday.');
  expect(viewedWords({ ...once, visits: 3, last_viewed_at: 'Friday' }, format)).toBe(
    'Looked at 3 times: first on Monday, last on Friday.',
  );
});
