import type { SqlClient } from '@revenue/jobs/job-queue';
import { expect, test } from 'vitest';
import { chunkTurns, TurnLost } from './chunk-turns.ts';

/** Gets every lock at once, as one does after a chunk that found nothing to do. */
const free = { query: async () => ({ rows: [] }) } as unknown as SqlClient;

test('a chunk that is through at once does not let the next overtake the one before it', async () => {
  const turnAfter = chunkTurns();
  const first = Promise.withResolvers<void>();
  turnAfter(Promise.resolve());
  turnAfter(first.promise);
  const third = turnAfter(Promise.resolve());
  await expect(third.take(free)).rejects.toThrow(TurnLost);
  first.resolve();
  await expect(third.take(free)).resolves.toBeUndefined();
});
