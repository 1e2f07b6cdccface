/**
 * Lets the tasks of one key run one after the other, and of all keys `at_once` together. Whoever waits, waits here and
 * not on a connection of the database: a dozen files of one tenant would otherwise hold every connection there is.
 */
export function createTurns(at_once: number): <T>(key: string, task: () => Promise<T>) => Promise<T> {
  const waiting: { key: string; begin: () => void }[] = [];
  const running = new Set<string>();

  const next = () => {
    const at = waiting.findIndex(({ key }) => !running.has(key));
    if (at < 0 || running.size >= at_once) return;
    const [turn] = waiting.splice(at, 1);
    if (!turn) return;
    running.add(turn.key);
    turn.begin();
    next();
  };

  return async (key, task) => {
    await new Promise<void>((begin) => {
      waiting.push({ key, begin });
      next();
    });
    try {
      return await task();
    } finally {
      running.delete(key);
      next();
    }
  };
}
