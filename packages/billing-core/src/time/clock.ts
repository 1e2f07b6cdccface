/** Where the present comes from. Everything that needs it takes a clock; nothing else reads the machine's. */
export type Clock = { now(): Date };

/** The machine's clock: the one place that reads it. */
export const systemClock: Clock = { now: () => new Date() };

/**
 * A clock that stands still, for tests and for runs with a fixed `as_of`.
 * @example fixedClock('2026-01-01T00:00:00Z').now() // '2026-01-01T00:00:00.000Z'
 */
export function fixedClock(at: Date | string): Clock {
  const time = new Date(at).getTime();
  return { now: () => new Date(time) };
}

export type MovableClock = Clock & { moveTo(at: Date | string): void };

/**
 * A clock that a story moves by hand.
 * @example
 * const clock = movableClock('2026-01-01T00:00:00Z');
 * (clock.moveTo('2026-02-01T00:00:00Z'), clock.now()) // '2026-02-01T00:00:00.000Z'
 */
export function movableClock(at: Date | string): MovableClock {
  let time = new Date(at).getTime();
  return {
    now: () => new Date(time),
    moveTo: (next) => {
      time = new Date(next).getTime();
    },
  };
}
