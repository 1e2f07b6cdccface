import { describe, expect, it } from 'vitest';
import { changedFields } from './changed-fields.ts';

describe('the fields that changed', () => {
  it('are those that differ, without what every change raises', () => {
    const before = { id: '1', city: 'Paris', company: null, metadata: { a: 1 }, version: 1 };
    const after = { id: '1', city: 'Lyon', company: 'Moulin', metadata: { a: 1 }, version: 2 };
    expect(changedFields(before, after)).toEqual([
      { field: 'city', before: 'Paris', after: 'Lyon' },
      { field: 'company', before: null, after: 'Moulin' },
    ]);
  });

  it('are only those of which both sides were kept', () => {
    expect(changedFields({ payer_id: null }, { id: '1', payer_id: '2' })).toEqual([
      { field: 'payer_id', before: null, after: '2' },
    ]);
    expect(changedFields({}, { city: 'Lyon' })).toEqual([]);
  });
});
