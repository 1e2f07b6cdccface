import { describe, expect, test } from 'vitest';
import { INVOICE_STATUSES } from '../invoices/schema.ts';
import { arrearsOfInvoice } from './arrears-of-invoice.ts';
import { type Arrears, judgeArrears } from './judge-arrears.ts';

const late: Arrears = {
  ...{ status: 'active', time_zone: 'Pacific/Auckland', owed_since: '2026-02-10', first_paid: false, grace_days: 14 },
};

test('only what is overdue is waited for, and what is written off is given up', () => {
  const told = INVOICE_STATUSES.map((status) => [status, arrearsOfInvoice(status)]);
  expect(told.filter(([, arrears]) => arrears !== 'nothing')).toEqual([
    ['overdue', 'awaited'],
    ['uncollectible', 'given_up'],
  ]);
});

describe('judgeArrears', () => {
  test('gives grace from the due date on, to the end of its last day where the customer is', () => {
    expect(judgeArrears(late)).toEqual({ status: 'past_due', grace_ends_at: new Date('2026-02-24T11:00:00Z') });
    expect(judgeArrears({ ...late, grace_days: 0 })?.grace_ends_at).toEqual(new Date('2026-02-10T11:00:00Z'));
  });

  test('lets it be active again when nothing is overdue', () => {
    expect(judgeArrears({ ...late, status: 'past_due', owed_since: null })).toEqual({
      ...{ status: 'active', grace_ends_at: null },
    });
  });

  test('follows the oldest that is owed: later when that was paid, earlier when an older one was sent', () => {
    const past_due: Arrears = { ...late, status: 'past_due', grace_ends_at: new Date('2026-02-24T11:00:00Z') };
    expect(judgeArrears(past_due)).toBeNull();
    expect(judgeArrears({ ...past_due, owed_since: '2026-02-15' })?.grace_ends_at).toEqual(
      new Date('2026-03-01T11:00:00Z'),
    );
    expect(judgeArrears({ ...past_due, owed_since: '2026-02-05' })?.grace_ends_at).toEqual(
      new Date('2026-02-19T11:00:00Z'),
    );
    // Whose grace was over, and who goes on all the same, gets none again.
    expect(judgeArrears({ ...past_due, owed_since: '2026-02-15', grace_ends_at: null })).toBeNull();
  });

  test('activates with the first payment what waits for it', () => {
    const waits: Arrears = { ...late, status: 'incomplete', owed_since: null };
    expect(judgeArrears(waits)).toBeNull();
    expect(judgeArrears({ ...waits, first_paid: true })?.status).toBe('active');
  });

  test('changes nothing of what is right, or has ended, pauses or is free', () => {
    expect(judgeArrears({ ...late, owed_since: null })).toBeNull();
    expect(judgeArrears({ ...late, status: 'past_due' })).toBeNull();
    for (const status of ['trialing', 'paused', 'canceled', 'expired'] as const)
      expect(judgeArrears({ ...late, status })).toBeNull();
  });
});
