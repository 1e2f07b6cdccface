import { describe, expect, it } from 'vitest';
import { assertInvoiceDays, dueDateFault, issueDateFault } from './day-limits.ts';

describe('the days of an invoice', () => {
  it.each([
    ['1969-12-31', true],
    ['1970-01-01', false],
    ['2010-12-01', false],
    ['2027-01-12', false],
    ['2027-01-13', true],
  ])('issued on %s, seen from 2026-01-11: refused is %s', (day, refused) => {
    expect(issueDateFault(day, '2026-01-11') !== null).toBe(refused);
  });

  it('name the day up to which it may be', () => {
    expect(issueDateFault('2036-01-01', '2026-01-11')).toContain('up to 2027-01-12');
    expect(dueDateFault('2062-02-10', '2026-01-11')).toContain('up to 2031-01-15');
    expect(dueDateFault('2031-01-15', '2026-01-11')).toBeNull();
  });

  it('are refused with their field', () => {
    const assert = (given: object) => () => assertInvoiceDays(given, '2026-01-11', '2026-01-11');
    const refusal = (path: string) =>
      expect.objectContaining({ code: 'invalid_date', details: { errors: [expect.objectContaining({ path })] } });
    expect(assert({ issue_date: '1066-10-14' })).toThrow(refusal('issue_date'));
    expect(assert({ due_date: '2062-01-01' })).toThrow(refusal('due_date'));
    expect(assert({ issue_date: '2026-01-01', due_date: '2026-02-01' })).not.toThrow();
    expect(assert({})).not.toThrow();
  });
});
