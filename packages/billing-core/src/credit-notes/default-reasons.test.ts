import { expect, it } from 'vitest';
import { creditReason, type DefaultCreditReason, readCreditReason } from './default-reasons.ts';

const REASONS: DefaultCreditReason[] = [
  { why: 'ended', day: '2026-11-27' },
  { why: 'paused', day: '2026-11-27' },
  { why: 'resumed', day: '2026-11-27' },
  { why: 'goes_on', day: '2026-11-27' },
  { why: 'billed_anew', day: '2026-11-27' },
  { why: 'changed', plan: 'Team on 2026-01-01\nPlus', day: '2026-11-27' },
  { why: 'unpaid' },
  { why: 'other_payer' },
  { why: 'imported' },
];

it('knows each of its reasons again by its words, whatever the plan is called', () => {
  expect(REASONS.map(creditReason).map(readCreditReason)).toEqual(REASONS);
});

it('takes no words of somebody else for its own', () => {
  for (const words of [
    '',
    'Subscription ended on Friday',
    'It broke: Change of Pro on 2026-11-27',
    'ended on 2026-11-27',
  ])
    expect(readCreditReason(words)).toBeNull();
});
