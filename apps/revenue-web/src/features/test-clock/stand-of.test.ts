import { expect, test } from 'vitest';
import { standOf } from './stand-of.ts';

const at = (now: string, is_own: boolean) => ({ now, is_own, advance: null });

test('real time is one place however late it is, and a clock stands elsewhere once it was advanced', () => {
  const first = standOf(at('2026-11-28T10:00:00Z', false));
  expect(standOf(at('2026-11-28T10:01:00Z', false))).toBe(first);
  expect(standOf(at('2026-11-29T10:00:00Z', true))).not.toBe(standOf(at('2026-11-30T10:00:00Z', true)));
  expect(standOf(undefined)).toBeUndefined();
});
