import type { TestClock } from '@revenue/billing-core/test-clocks';

/** Where a clock stands; undefined while it moves. Real time is one place: it goes on by itself, and nothing waits for it. */
export function standOf(clock: Pick<TestClock, 'is_own' | 'now' | 'advance'> | undefined): string | undefined {
  if (clock === undefined || clock.advance?.status === 'running') return undefined;
  return clock.is_own ? clock.now : 'real';
}
