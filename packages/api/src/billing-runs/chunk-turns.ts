import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SqlClient } from '@revenue/jobs/job-queue';

/** The place of a chunk in its run. */
export interface Turn {
  /** Once all chunks before are through. Waited for outside of transactions only: PostgreSQL sees nothing of this wait. */
  before: Promise<void>;
  /** Said first in each transaction of the chunk. */
  begin(client: SqlClient): Promise<void>;
  /** Waits in a transaction for the chunk before. @throws TurnLost where that has to begin anew */
  take(client: SqlClient): Promise<void>;
}

/** Begin anew once the chunk before is through: what is locked here may be what that one needs. */
export class TurnLost extends Error {}

/** That a transaction is through is known here a moment later than there. */
const KNOWN_WITHIN_MS = 200;

/**
 * Gives out the turns of one run, in order. A chunk waits for the one before where PostgreSQL sees it, at a lock that is
 * named after that one: of a circle with somebody else, who has what the one before needs and wants what this one has, it
 * lets one try again. A wait within this process alone would last for ever.
 */
export function chunkTurns(): (before: Promise<void>) => Turn {
  const run = randomUUID();
  let given = 0;
  let allBefore: Promise<void> = Promise.resolve();
  return (chunkBefore) => {
    // One that finds nothing to do any more is through at once, and must not let the next overtake those before it.
    allBefore = allBefore.then(() => chunkBefore);
    const [theirs, own] = [`${run}/${given}`, `${run}/${given + 1}`];
    given += 1;
    let isThrough = false;
    const before = afterIt(allBefore, () => {
      isThrough = true;
    });
    return {
      before,
      begin: (client) => lock(client, 'pg_advisory_xact_lock', own),
      take: async (client) => {
        if (isThrough) return;
        await lock(client, 'pg_advisory_xact_lock_shared', theirs);
        await Promise.race([before, sleep(KNOWN_WITHIN_MS)]);
        if (!isThrough) throw new TurnLost();
      },
    };
  };
}

/** Where the chunk before failed there is no turn; its own failure is not that of this one. */
function afterIt(before: Promise<void>, through: () => void): Promise<void> {
  const turn = before.then(through, (cause: unknown) => {
    throw new Error('the chunk before could not be billed', { cause });
  });
  // It is waited for where it is needed; until then its failure is nobody's.
  turn.catch(() => undefined);
  return turn;
}

async function lock(client: SqlClient, how: string, name: string): Promise<void> {
  await client.query(`SELECT ${how}(hashtextextended($1, 0))`, [`billing chunk ${name}`]);
}
