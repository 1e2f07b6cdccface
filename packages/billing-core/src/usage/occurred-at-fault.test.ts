import { describe, expect, it } from 'vitest';
import { occurredAtFault } from './occurred-at-fault.ts';

const now = new Date('2026-01-11T10:30:00Z');

describe('when usage happened', () => {
  it.each([
    ['1969-12-31T23:59:59Z', true],
    ['1970-01-01T00:00:00Z', false],
    ['2026-01-11T10:30:00Z', false],
    ['2026-01-12T10:30:00Z', false],
    ['2026-01-12T10:30:01Z', true],
    ['2026-01-12T12:00:00+02:00', false],
    ['2036-01-01T00:00:00Z', true],
  ])('%s, seen from 2026-01-11 at 10:30: refused is %s', (occurred_at, refused) => {
    expect(occurredAtFault(occurred_at, now) !== null).toBe(refused);
  });
});
