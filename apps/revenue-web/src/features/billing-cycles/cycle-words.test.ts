import { expect, test } from 'vitest';
import { createFormat } from '../../format/create-format.ts';
import { anchorWords, issueWords, lengthWords, ruleWords } from './cycle-words.ts';

const format = createFormat({ locale: 'en-US', time_zone: 'UTC', currency: 'USD' });

test.each([
  [{ interval: 'month', anchor_date: '2001-01-31' }, 'on the last day of the month'],
  [{ interval: 'month', anchor_date: '2001-01-15' }, 'on day 15 of the month'],
  [{ interval: 'week', anchor_date: '2001-01-07' }, 'on Sunday'],
  [{ interval: 'week', anchor_date: '2026-03-04' }, 'counted from Mar 4, 2026'],
  [{ interval: 'day', anchor_date: '2001-01-01' }, 'every day'],
  [{ interval: 'quarter', anchor_date: '2001-01-10' }, 'on day 10, counted from January'],
  [{ interval: 'year', anchor_date: '2026-04-01' }, 'counted from Apr 1, 2026'],
  [{ interval: 'month', anchor_date: null }, 'on the day each customer starts'],
] as const)('periods of %o begin %s', (cycle, words) => {
  expect(anchorWords(cycle, format)).toBe(words);
});

test('a period is invoiced when the rules say', () => {
  expect(issueWords({ timing: 'arrear', issue_days_before: 0 })).toBe('when it is over');
  expect(issueWords({ timing: 'advance', issue_days_before: 0 })).toBe('when it begins');
  expect(issueWords({ timing: 'advance', issue_days_before: 1 })).toBe('1 day before it begins');
  expect(ruleWords({ requires_approval: true, auto_send: false, payment_terms: 'net_7' })).toBe(
    'Billed after approval, kept as drafts, Net 7 days',
  );
  expect(ruleWords({ requires_approval: false, auto_send: true, payment_terms: null })).toBe(
    'Billed without approval, sent by themselves',
  );
  expect(lengthWords({ interval: 'month', interval_count: 1 })).toBe('every month');
  expect(lengthWords({ interval: 'half_year', interval_count: 2 })).toBe('every 2 half-years');
});
