import { describe, expect, test } from 'vitest';
import { codeOf } from '../../test/error-code.ts';
import {
  assertStatusChange,
  assertTransition,
  canTransition,
  INVOICE_STATUSES,
  type InvoiceStanding,
  type InvoiceStatus,
  isOpen,
  isOverdue,
  nextStatuses,
  type StatusChange,
  standingStatus,
} from './index.ts';

const BEFORE = '2026-02-10';
const AFTER = '2026-02-11';

/** Every pair of statuses that may follow each other; all others may not. */
const LEGAL: readonly (readonly [from: InvoiceStatus, to: InvoiceStatus])[] = [
  ['draft', 'sent'],
  ['draft', 'void'],
  ['sent', 'paid'],
  ['sent', 'overdue'],
  ['sent', 'void'],
  ['sent', 'uncollectible'],
  ['overdue', 'paid'],
  ['overdue', 'sent'],
  ['overdue', 'void'],
  ['overdue', 'uncollectible'],
  ['uncollectible', 'paid'],
  ['uncollectible', 'void'],
];
const pairs = INVOICE_STATUSES.flatMap((from) => INVOICE_STATUSES.map((to) => [from, to] as const));
const isLegal = (from: InvoiceStatus, to: InvoiceStatus) => LEGAL.some((pair) => pair[0] === from && pair[1] === to);

const standing = (status: InvoiceStatus, more: Partial<InvoiceStanding> = {}): InvoiceStanding => ({
  invoice_number: 'INV-2026-001',
  status,
  currency: 'EUR',
  due_date: BEFORE,
  amount_due: 0n,
  amount_paid: 0n,
  amount_credited: 0n,
  items: 1,
  ...more,
});

/** Facts under which every change that is legal at all is granted. */
function granting(from: InvoiceStatus, to: InvoiceStatus): [InvoiceStanding, StatusChange] {
  const isDue = to === 'overdue' || to === 'uncollectible' || from === 'draft';
  const today = to === 'overdue' ? AFTER : BEFORE;
  return [standing(from, { amount_due: isDue ? 12_000n : 0n }), { to, today, void_reason: 'Typed twice' }];
}

function faultOf(invoice: InvoiceStanding, change: StatusChange): string {
  try {
    assertStatusChange(invoice, change);
  } catch (error) {
    return (error as Error).message;
  }
  return 'granted';
}

describe('statuses', () => {
  test.each(pairs)('from %s to %s is as the table says', (from, to) => {
    const expected = isLegal(from, to);
    expect(canTransition(from, to)).toBe(expected);
    expect(nextStatuses(from).includes(to)).toBe(expected);
    expect(codeOf(() => assertTransition(from, to))).toBe(expected ? 'nothing thrown' : 'illegal_transition');
    expect(codeOf(() => assertStatusChange(...granting(from, to)))).toBe(
      expected ? 'nothing thrown' : 'illegal_transition',
    );
  });

  test('a change that is not legal names both statuses and what is possible', () => {
    expect(() => assertTransition('draft', 'paid')).toThrow(
      'an invoice that is draft cannot become paid; possible: sent, void.',
    );
    expect(() => assertTransition('void', 'sent')).toThrow('possible: nothing, it is final.');
  });

  test('only what is sent or overdue asks for money', () => {
    expect(INVOICE_STATUSES.filter(isOpen)).toEqual(['sent', 'overdue']);
  });

  test('an invoice is overdue from the day after its due date, while something is owed', () => {
    const invoice = { status: 'sent' as const, due_date: BEFORE, amount_due: 1n };
    expect(isOverdue(invoice, BEFORE)).toBe(false);
    expect(isOverdue(invoice, AFTER)).toBe(true);
    expect(isOverdue({ ...invoice, amount_due: 0n }, AFTER)).toBe(false);
    expect(isOverdue({ ...invoice, amount_due: -1n }, AFTER)).toBe(false);
    for (const status of INVOICE_STATUSES.filter((word) => word !== 'sent'))
      expect(isOverdue({ ...invoice, status }, AFTER), status).toBe(false);
  });
});

describe('what a change of status needs', () => {
  const refused: [what: string, InvoiceStanding, StatusChange, code: string, message: RegExp][] = [
    [
      'a draft without items is not sent',
      standing('draft', { items: 0 }),
      { to: 'sent', today: BEFORE },
      'not_billable',
      /INV-2026-001 is draft and cannot become sent: it has no items; add one or void it\./,
    ],
    [
      'an invoice on which something is due is not paid',
      standing('sent', { amount_due: 12_050n }),
      { to: 'paid', today: BEFORE },
      'illegal_transition',
      /is sent and cannot become paid: 120\.50 EUR is due; record what paid it first\./,
    ],
    [
      'an invoice is not overdue on its due date',
      standing('sent', { amount_due: 1n }),
      { to: 'overdue', today: BEFORE },
      'illegal_transition',
      /is sent and cannot become overdue: it is due on 2026-02-10; wait until that day is over\./,
    ],
    [
      'an invoice on which nothing is due is never overdue',
      standing('sent'),
      { to: 'overdue', today: AFTER },
      'illegal_transition',
      /cannot become overdue: nothing is due on it; mark it paid\./,
    ],
    [
      'an overdue invoice is not sent again while its due date is over',
      standing('overdue', { amount_due: 1n }),
      { to: 'sent', today: AFTER },
      'illegal_transition',
      /is overdue and cannot become sent: it was due on 2026-02-10; it stays overdue until/,
    ],
    [
      'what was credited in part is not void',
      standing('sent', { amount_due: 100n, amount_credited: 2_050n }),
      { to: 'void', today: BEFORE, void_reason: 'Typed twice' },
      'illegal_transition',
      /is sent and cannot become void: 20\.50 EUR of it was credited; credit the rest of it instead\./,
    ],
    [
      'what is void is explained',
      standing('draft'),
      { to: 'void', today: BEFORE },
      'validation_failed',
      /is draft and cannot become void: its number stays and must be explained; say why in void_reason\./,
    ],
    [
      'a blank is no explanation',
      standing('draft'),
      { to: 'void', today: BEFORE, void_reason: ' ' },
      'validation_failed',
      /void_reason/,
    ],
    [
      'an invoice with a payment is not voided',
      standing('sent', { amount_paid: 500n, amount_due: 500n }),
      { to: 'void', today: BEFORE, void_reason: 'Typed twice' },
      'illegal_transition',
      /is sent and cannot become void: 5\.00 EUR was paid on it; refund that first, or issue a credit note\./,
    ],
    [
      'an invoice on which nothing is due is not given up',
      standing('overdue'),
      { to: 'uncollectible', today: AFTER },
      'illegal_transition',
      /is overdue and cannot become uncollectible: nothing is due on it; mark it paid\./,
    ],
  ];

  test.each(refused)('%s', (_what, invoice, change, code, message) => {
    expect(codeOf(() => assertStatusChange(invoice, change))).toBe(code);
    expect(faultOf(invoice, change)).toMatch(message);
  });

  test('a missing reason is named as a field', () => {
    const act = () => assertStatusChange(standing('draft'), { to: 'void', today: BEFORE });
    expect(act).toThrow(
      expect.objectContaining({ details: { errors: [{ path: 'void_reason', message: 'is missing' }] } }),
    );
    const paid = () => assertStatusChange(standing('sent', { amount_due: 1n }), { to: 'paid', today: BEFORE });
    expect(paid).toThrow(expect.objectContaining({ details: {} }));
  });

  test('an overdue invoice with a promise to pay, a due date of today, is open again', () => {
    expect(faultOf(standing('overdue', { amount_due: 1n }), { to: 'sent', today: BEFORE })).toBe('granted');
    expect(faultOf(standing('overdue', { amount_due: 0n }), { to: 'sent', today: AFTER })).toBe('granted');
  });

  test('an invoice in favour of the customer is paid by itself', () => {
    expect(faultOf(standing('sent', { amount_due: -1n }), { to: 'paid', today: BEFORE })).toBe('granted');
  });
});

describe('the status that amounts and dates call for', () => {
  const cases: [status: InvoiceStatus, amount_due: bigint, today: string, expected: InvoiceStatus][] = [
    ['draft', 5n, AFTER, 'draft'],
    ['draft', 0n, AFTER, 'draft'],
    ['sent', 5n, BEFORE, 'sent'],
    ['sent', 5n, AFTER, 'overdue'],
    ['sent', 0n, BEFORE, 'paid'],
    ['sent', -5n, AFTER, 'paid'],
    ['overdue', 5n, BEFORE, 'sent'],
    ['overdue', 5n, AFTER, 'overdue'],
    ['overdue', 0n, AFTER, 'paid'],
    ['uncollectible', 5n, BEFORE, 'uncollectible'],
    ['uncollectible', 5n, AFTER, 'uncollectible'],
    ['uncollectible', 0n, AFTER, 'paid'],
    ['paid', 5n, AFTER, 'paid'],
    ['void', 0n, AFTER, 'void'],
  ];

  test.each(cases)('of one that is %s with %s due on %s is %s', (status, amount_due, today, expected) => {
    const invoice = standing(status, { amount_due });
    expect(standingStatus(invoice, today)).toBe(expected);
    // It never asks for a change that is refused.
    if (status !== expected) expect(faultOf(invoice, { to: expected, today })).toBe('granted');
  });
});
