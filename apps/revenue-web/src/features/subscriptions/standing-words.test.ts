import { describe, expect, it } from 'vitest';
import { createFormat } from '../../format/create-format.ts';
import { standingsOf } from './standing-words.ts';

const format = createFormat({ locale: 'en-US', time_zone: 'UTC', currency: 'USD' });
const active = {
  status: 'active',
  trial_end: null,
  paused_at: null,
  pause_reason: null,
  resumes_on: null,
  ends_on: null,
  cancel_settle: null,
  cancel_at_period_end: false,
  current_period: { start: '2026-01-01', end: '2026-02-01' },
  ended_at: null,
  grace_ends_at: null,
  contract: null,
  time_zone: 'UTC',
} as const;

const titles = (more: object) => standingsOf({ ...active, ...more }, format).map(({ title }) => title);

describe('what is out of the ordinary with a subscription', () => {
  it('is nothing while it is active', () => {
    expect(titles({})).toEqual([]);
  });

  it('is said with the day it holds until, the most pressing first', () => {
    expect(titles({ status: 'trialing', trial_end: '2026-01-15', cancel_at_period_end: true })).toEqual([
      'Ends on Feb 1, 2026',
      'Trial until Jan 15, 2026',
    ]);
    expect(titles({ status: 'paused', paused_at: '2026-01-09T12:00:00Z' })).toEqual([
      'Paused since Jan 9, 2026: nothing is billed',
    ]);
  });

  it('is for one that has ended on which day, and no end that is to come', () => {
    const gone = { ended_at: '2026-02-03T12:00:00Z', cancel_settle: 'none' };
    expect(titles({ ...gone, status: 'canceled', ends_on: '2026-02-01' })).toEqual(['Ended on Feb 1, 2026']);
    expect(titles({ ...gone, status: 'expired' })).toEqual(['Expired on Feb 3, 2026']);
  });

  it('does not say of a contract that it goes on where the end is set', () => {
    const contract = { periods: 12, at_end: 'renew', ends_on: '2027-01-01' } as const;
    const texts = (ends_on: string | null) =>
      standingsOf({ ...active, contract, ends_on }, format).map(({ title, text }) => `${title}. ${text.trim()}`);
    expect(texts(null)).toEqual([
      'Under contract until Jan 1, 2027. It goes on for 12 more periods then, unless it is canceled.',
    ]);
    expect(texts('2026-06-01')).toEqual([
      'Ends on Jun 1, 2026. Billed until then, and not after it.',
      'Under contract until Jan 1, 2027. It ends before its contract does.',
    ]);
    expect(texts('2027-02-01').at(-1)).toBe('Under contract until Jan 1, 2027. It goes on then, until it ends.');
    expect(texts('2027-01-01')).toEqual(['Ends on Jan 1, 2027. Billed until then, and not after it.']);
  });

  it('says until when an unpaid invoice does no harm', () => {
    const [standing] = standingsOf({ ...active, status: 'past_due', grace_ends_at: '2026-01-20T00:00:00Z' }, format);
    expect(standing?.text).toContain('until Jan 20, 2026, 12:00 AM UTC');
  });

  it('says what makes a pause end', () => {
    const text = (pause_reason: 'asked' | 'unpaid' | 'no_method') =>
      standingsOf({ ...active, status: 'paused', pause_reason }, format)[0]?.text;
    expect(text('asked')).toBe('It stays so until somebody resumes it.');
    expect(text('unpaid')).toContain('once what was overdue, or was written off, is paid');
    expect(text('no_method')).toContain('once who pays has a payment method');
  });
});
