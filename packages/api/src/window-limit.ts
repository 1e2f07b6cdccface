import type { Clock } from '@revenue/billing-core/time';

const MAX_TRACKED = 20_000;

/** Counts by key in fixed windows of time, in the memory of this process: several processes allow that many times more. */
export interface WindowLimit {
  /** Counts one. Seconds until the window ends when that was more than `max`, else null. */
  count(key: string, max: number): number | null;
  /** Takes one back. */
  uncount(key: string): void;
  forget(key: string): void;
}

export function createWindowLimit(clock: Clock, window_ms: number): WindowLimit {
  const windows = new Map<string, { count: number; ends_at: number }>();
  return {
    count: (key, max) => {
      const now = clock.now().getTime();
      const open = windows.get(key);
      if (!open || open.ends_at <= now) {
        windows.delete(key);
        dropOldest(windows);
        windows.set(key, { count: 1, ends_at: now + window_ms });
        return null;
      }
      open.count += 1;
      return open.count > max ? Math.ceil((open.ends_at - now) / 1000) : null;
    },
    uncount: (key) => {
      const open = windows.get(key);
      if (open) open.count -= 1;
    },
    forget: (key) => {
      windows.delete(key);
    },
  };
}

function dropOldest(windows: Map<string, unknown>): void {
  const [oldest] = windows.keys();
  if (windows.size >= MAX_TRACKED && oldest !== undefined) windows.delete(oldest);
}
