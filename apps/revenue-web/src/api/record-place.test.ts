import { describe, expect, it } from 'vitest';
import { readProblem } from './problem.ts';
import { missingWords, type RecordPlace, recordPlace } from './record-place.ts';

describe('the list of a record', () => {
  it.each([
    ['/customers/019b', '/customers'],
    ['/customers/019b/edit', '/customers'],
    ['/invoices/019b/credit', '/invoices'],
    ['/invoices/imports/019b', '/invoices/imports'],
    ['/credit-notes/019b', '/credit-notes'],
    ['/customers', undefined],
    ['/reports/revenue', undefined],
  ])('of %s is %s', (pathname, list) => {
    expect(recordPlace(pathname)?.to).toBe(list);
  });
});

describe('a record that is not there', () => {
  const refused = (status: number, path: string) =>
    readProblem({ data: { problem: { status, code: 'x', detail: 'No.', errors: [{ path, message: 'no' }] } } });

  const customers: RecordPlace = { noun: 'customer', label: 'Customers', to: '/customers' };

  it('is told apart from an address that holds no id, and from what went wrong otherwise', () => {
    expect(missingWords(refused(404, 'id'), customers)).toContain('may have been deleted');
    expect(missingWords(refused(422, 'id'), customers)).toBe('The id in the address was cut off or mistyped.');
    expect(missingWords(refused(422, 'cursor'), customers)).toBeNull();
    expect(missingWords(refused(500, ''), customers)).toBeNull();
  });
});
