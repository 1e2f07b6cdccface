import { roleIncludes } from '@revenue/billing-core/access';
import type { TestClock } from '@revenue/billing-core/test-clocks';
import { localDateAt, systemClock } from '@revenue/billing-core/time';
import { useEffect, useRef } from 'react';
import { trpc } from '../../api/trpc.ts';
import { useSession } from '../../shell/session.tsx';
import { standOf } from './stand-of.ts';

const isMoving = (clock: TestClock | undefined) => clock?.advance?.status === 'running';

/** The clock of a company in test mode; nothing is asked for a live one. While it moves it is asked every second. */
export function useTestClock() {
  const { tenant, actor } = useSession();
  const is_test = tenant.mode === 'test';
  const clock = trpc.test_clock.get.useQuery(
    {},
    { enabled: is_test, refetchInterval: ({ state }) => (isMoving(state.data) ? 1000 : 60_000) },
  );
  return { is_test, clock: clock.data, error: clock.error, may_advance: roleIncludes(actor.role, 'admin') };
}

/** What day it is for the company: that of its clock, where it has one, else of this machine. */
export function useToday(): string {
  const { tenant } = useSession();
  const { clock } = useTestClock();
  return clock?.is_own ? clock.today : localDateAt(systemClock.now(), tenant.time_zone);
}

/** Whatever is on the screen is of another time as soon as the clock has moved: all of it is asked for again. */
export function useRefreshWhenMoved(clock: TestClock | undefined) {
  const cache = trpc.useUtils();
  const seen = useRef<string | undefined>(undefined);
  const stands = standOf(clock);
  useEffect(() => {
    if (stands === undefined) return;
    if (seen.current !== undefined && seen.current !== stands) void cache.invalidate();
    seen.current = stands;
  }, [stands, cache]);
}
