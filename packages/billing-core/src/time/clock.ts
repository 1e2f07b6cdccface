/** Where the present comes from. Everything that needs it takes a clock; nothing else reads the machine's. */
export type Clock = { now(): Date };

/** The machine's clock: the one place that reads it. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still, for tests and for runs with a fixed `as_of`. */
export function fixedClock(at: Date | string): Clock {
  const time = new Date(at).getTime();
  return { now: () => new Date(time) };
}

export type MovableClock = Clock & { moveTo(at: Date | string): void };

/** A clock that a story moves by hand. */
export function movableClock(at: Date | string): MovableClock {
  let time = new Date(at).getTime();
  return {
    now: () => new Date(time),
    moveTo: (next) => {
      time = new Date(next).getTime();
    },
  };
}
