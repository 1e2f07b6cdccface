import { describe, expect, it } from 'vitest';
import { cutPage, decodeCursor, encodeCursor, keysetOf, readInstantOrText } from './pagination.ts';

const id = '019b0000-0000-7000-8000-000000000001';

describe('paging by key', () => {
  it('takes one row more than asked for as the sign of a next page', () => {
    const rows = [
      { id, name: 'a' },
      { id: id.replace(/1$/, '2'), name: 'b' },
    ];
    expect(cutPage(rows, 2, 'name').next_cursor).toBeNull();
    const page = cutPage(rows, 1, 'name');
    expect(page.rows).toEqual([rows[0]]);
    expect(decodeCursor(page.next_cursor ?? '')).toEqual({ sort: 'name', value: 'a', id });
  });

  it('goes on after the last row of the page before, the id breaking ties', () => {
    const cursor = encodeCursor({ sort: '-created_at', value: '2026-01-11T10:30:00.000Z', id });
    const { where, orderBy } = keysetOf('-created_at', cursor, readInstantOrText);
    const at = new Date('2026-01-11T10:30:00Z');
    expect(orderBy).toEqual([{ created_at: 'desc' }, { id: 'desc' }]);
    expect(where.AND).toEqual([
      { created_at: { lte: at } },
      { OR: [{ created_at: { lt: at } }, { created_at: at, id: { lt: id } }] },
    ]);
  });

  it.each([
    'x',
    'e30',
    Buffer.from('["name","a"]').toString('base64url'),
    Buffer.from(`["name","a\\u0000","${id}"]`).toString('base64url'),
    Buffer.from(`["name","\\ud800","${id}"]`).toString('base64url'),
    Buffer.from('["name","a","not an id"]').toString('base64url'),
    encodeCursor({ sort: '-name', value: 'a', id }),
  ])('refuses a cursor that is not of this list: %s', (cursor) => {
    expect(() => keysetOf('name', cursor, readInstantOrText)).toThrow(/start again without a cursor/);
  });

  it.each(['yesterday', '2026-02-30T00:00:00.000Z', '0000-01-01T00:00:00.000Z', '+275760-09-13T00:00:00.000Z'])(
    'refuses a cursor whose instant is none that PostgreSQL would read: %s',
    (value) => {
      const cursor = encodeCursor({ sort: 'created_at', value, id });
      expect(() => keysetOf('created_at', cursor, readInstantOrText)).toThrow(/start again/);
    },
  );
});
