import { expect, it } from 'vitest';
import { addressOf, showsView, viewSearch } from './view-search.ts';

it('keeps filters, order and columns of an address, and no page', () => {
  expect(viewSearch({ status: 'draft', sort: '-total', q: undefined, cursor: 'abc', mail: '1' })).toEqual({
    status: 'draft',
    sort: '-total',
  });
});

it('recognises a view on every page of it, and by every part', () => {
  const view = { status: 'draft', sort: '-total' };
  expect(showsView({ sort: '-total', status: 'draft', cursor: 'abc' }, view)).toBe(true);
  expect(showsView({ status: 'draft' }, view)).toBe(false);
  expect(showsView({ ...view, q: 'ada' }, view)).toBe(false);
});

it('leaves nothing of the address before it', () => {
  expect(addressOf({ q: 'ada', cursor: 'abc', status: 'sent' }, { status: 'draft' })).toEqual({
    q: undefined,
    cursor: undefined,
    status: 'draft',
  });
});
